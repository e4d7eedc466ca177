package dev.davit.operator.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.operator.kernel.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An end that is over when it is written is refused, and one that comes is not. */
class ScheduleCheckTest {

    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:30Z");

    private static ScheduleInputs inputs(Schedule schedule, String now) {
        return new ScheduleInputs(schedule, List.of(), "us-east-1", Instant.parse(now));
    }

    private static Schedule ending(String end) {
        Schedule schedule = Schedules.of("rate(1 minute)", CREATED);
        schedule.getSpec().endDate = end;
        schedule.getSpec().actionAfterCompletion = "DELETE";
        return schedule;
    }

    private static void follow(Schedule schedule, String now) {
        ScheduleInputs inputs = inputs(schedule, now);
        Plan plan = ScheduleCheck.of(inputs).plan().orElseThrow();
        schedule.setStatus(ScheduleReport.of(inputs, plan, ScheduleStep.next(inputs, plan), Optional.empty()));
    }

    @Test
    void anEndBeforeTheScheduleIsRefused() {
        ScheduleCheck.Result result = ScheduleCheck.of(inputs(ending("2026-11-27T10:00:00Z"), "2026-11-27T10:00:31Z"));
        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Rejection.class, no -> assertThat(no.message())
                .contains("endDate 2026-11-27T10:00:00Z is over"));
    }

    @Test
    void anEndThatCameIsNoMistake() {
        Schedule schedule = ending("2026-11-27T10:05:00Z");
        follow(schedule, "2026-11-27T10:01:00Z");
        assertThat(ScheduleCheck.of(inputs(schedule, "2026-11-27T10:06:00Z")).outcome())
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void anEndThatIsMovedIntoThePastIsRefused() {
        Schedule schedule = ending("2026-11-27T12:00:00Z");
        follow(schedule, "2026-11-27T11:00:00Z");
        schedule.getSpec().endDate = "2026-11-27T10:30:00Z";
        schedule.getMetadata().setGeneration(2L);
        ScheduleInputs inputs = inputs(schedule, "2026-11-27T11:00:10Z");
        assertThat(ScheduleCheck.of(inputs).outcome()).isInstanceOf(Outcome.Rejection.class);
        schedule.setStatus(
                ScheduleReport.rejected(inputs, ScheduleCheck.of(inputs).outcome()));
        assertThat(ScheduleCheck.of(inputs(schedule, "2026-11-27T11:00:20Z")).outcome())
                .as("stays refused")
                .isInstanceOf(Outcome.Rejection.class);
    }
}
