package dev.davit.operator.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.scheduler.v1alpha1.RetryPolicy;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the tasks of a run may be without a pod. */
class StartDeadlineTest {

    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:30Z");

    /** Of the run at the Schedule's creation, which begins so much later. */
    private static Duration deadline(Schedule schedule, Duration late) {
        ScheduleInputs inputs = new ScheduleInputs(schedule, List.of(), "us-east-1", CREATED.plus(late));
        Plan plan = ScheduleCheck.of(inputs).plan().orElseThrow();
        var start = (ScheduleStep.Start) ScheduleStep.next(inputs, plan).step();
        assertThat(RunTasks.of(schedule, start.time(), start.deadline()))
                .allSatisfy(task -> assertThat(task.getSpec().startDeadlineSeconds)
                        .isEqualTo((int) start.deadline().toSeconds()));
        return start.deadline();
    }

    private static Schedule aged(String expression, int seconds) {
        Schedule schedule = Schedules.of(expression, CREATED);
        schedule.getSpec().target.retryPolicy = new RetryPolicy();
        schedule.getSpec().target.retryPolicy.maximumEventAgeInSeconds = seconds;
        return schedule;
    }

    @Test
    void isTheNextRunSoThatTasksDoNotPileUp() {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        assertThat(deadline(schedule, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
        schedule.getSpec().concurrencyPolicy = "Replace";
        assertThat(deadline(schedule, Duration.ZERO)).isEqualTo(Duration.ofMinutes(5));
    }

    /** A crash between two tasks of a run makes no difference. */
    @Test
    void isTheSameForTheSameRunWheneverItBegins() {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        assertThat(deadline(schedule, Duration.ofSeconds(200))).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void isTheTimeForWhichARunMayBeTriedWhenTheNextOneIsLater() {
        assertThat(deadline(aged("rate(3 days)", 3_600), Duration.ZERO)).isEqualTo(Duration.ofHours(1));
        assertThat(deadline(Schedules.of("rate(3 days)", CREATED), Duration.ZERO))
                .isEqualTo(Duration.ofDays(1));
    }

    /** What waits keeps later runs from beginning, and so does not pile up. */
    @Test
    void isTheTimeForWhichARunMayBeTriedWhereRunsDoNotOverlap() {
        Schedule schedule = aged("rate(5 minutes)", 3_600);
        schedule.getSpec().concurrencyPolicy = "Forbid";
        assertThat(deadline(schedule, Duration.ZERO)).isEqualTo(Duration.ofHours(1));
    }
}
