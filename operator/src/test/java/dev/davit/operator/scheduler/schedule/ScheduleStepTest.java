package dev.davit.operator.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.FlexibleTimeWindow;
import dev.davit.api.scheduler.v1alpha1.RetryPolicy;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.api.scheduler.v1alpha1.ScheduleReason;
import dev.davit.api.scheduler.v1alpha1.ScheduleStatus;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.EventWriter.Happening;
import dev.davit.operator.kernel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule's life, pass by pass, with a clock that is turned by hand (ADR 26, invariants 7 to 10). */
class ScheduleStepTest {

    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:30Z");

    private final List<Task> tasks = new ArrayList<>();
    private final TreeMap<String, String> started = new TreeMap<>();
    private final List<String> reasons = new ArrayList<>();
    private Instant now = CREATED;
    private String refuses;

    /** The operator dies after so many tasks of a run, before it says so in the status; -1: it does not. */
    private int diesAfter = -1;

    private void pass(Schedule schedule) {
        ScheduleInputs inputs = new ScheduleInputs(schedule, List.copyOf(tasks), "us-east-1", now);
        ScheduleCheck.Result check = ScheduleCheck.of(inputs);
        assertThat(check.outcome()).isInstanceOf(Outcome.Accepted.class);
        Plan plan = check.plan().orElseThrow();
        ScheduleStep.Decision decision = ScheduleStep.next(inputs, plan);
        Optional<String> refusal = Optional.empty();
        if (decision.step() instanceof ScheduleStep.Start start) {
            refusal = Optional.ofNullable(refuses);
            if (refusal.isEmpty() && !make(schedule, start)) {
                return;
            }
        }
        ScheduleStatus status = ScheduleReport.of(inputs, plan, decision, refusal);
        ScheduleEvents.of(inputs, decision, refusal).stream()
                .map(Happening::reason)
                .forEach(reasons::add);
        schedule.setStatus(status);
    }

    private boolean make(Schedule schedule, ScheduleStep.Start start) {
        start.stop().forEach(task -> task.getSpec().desiredStatus = "STOPPED");
        int made = 0;
        for (Task task : RunTasks.of(schedule, start.time(), start.deadline())) {
            if (diesAfter >= 0 && made == diesAfter) {
                diesAfter = -1;
                return false;
            }
            if (started.putIfAbsent(task.getMetadata().getName(), now.toString()) == null) {
                tasks.add(task);
            }
            made++;
        }
        if (diesAfter >= 0 && made == diesAfter) {
            diesAfter = -1;
            return false;
        }
        return true;
    }

    private void at(Schedule schedule, String time) {
        now = Instant.parse(time);
        pass(schedule);
    }

    @Test
    void aRateRunsAtOnceAndThenEverySoOften() {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        pass(schedule);
        pass(schedule);
        assertThat(started).containsOnlyKeys("nightly-20261127100030-0");
        assertThat(schedule.getStatus().nextScheduledTime).isEqualTo("2026-11-27T10:05:30Z");
        at(schedule, "2026-11-27T10:05:29.999Z");
        assertThat(started).hasSize(1);
        at(schedule, "2026-11-27T10:05:30Z");
        assertThat(started).hasSize(2).containsKey("nightly-20261127100530-0");
        assertThat(schedule.getStatus().lastScheduledTime).isEqualTo("2026-11-27T10:05:30Z");
        assertThat(reasons).containsExactly("RunStarted", "RunStarted");
    }

    @Test
    void anEqualPassSaysTheSame() {
        Schedule schedule = Schedules.of("cron(0 3 * * ? *)", CREATED);
        pass(schedule);
        ScheduleStatus before = schedule.getStatus();
        now = now.plusSeconds(3600);
        pass(schedule);
        assertThat(schedule.getStatus()).usingRecursiveComparison().isEqualTo(before);
        assertThat(reasons).isEmpty();
    }

    @Test
    void afterAnOutageTheNewestMissedRunIsCaughtUpOnAndNoOther() {
        Schedule schedule = Schedules.of("cron(0 * * * ? *)", CREATED);
        pass(schedule);
        at(schedule, "2026-11-27T15:20:00Z");
        assertThat(started).containsOnlyKeys("nightly-20261127150000-0");
        assertThat(reasons).containsExactly("RunMissed", "RunStarted");
        at(schedule, "2026-11-27T15:21:00Z");
        assertThat(started).hasSize(1);
        assertThat(schedule.getStatus().nextScheduledTime).isEqualTo("2026-11-27T16:00:00Z");
    }

    @Test
    void whatIsTooOldIsNotCaughtUpOn() {
        Schedule schedule = Schedules.of("cron(0 3 * * ? *)", CREATED);
        schedule.getSpec().target.retryPolicy = new RetryPolicy();
        schedule.getSpec().target.retryPolicy.maximumEventAgeInSeconds = 3600;
        pass(schedule);
        at(schedule, "2026-11-28T04:00:01Z");
        assertThat(started).isEmpty();
        assertThat(reasons).containsExactly("RunMissed");
        at(schedule, "2026-11-28T05:00:00Z");
        assertThat(reasons).hasSize(1);
        at(schedule, "2026-11-29T04:00:00Z");
        assertThat(started).containsOnlyKeys("nightly-20261129030000-0");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void aCrashInARunMakesNoTaskTwice(int made) {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        schedule.getSpec().target.ecsParameters.taskCount = 3;
        schedule.getSpec().concurrencyPolicy = "Forbid";
        diesAfter = made;
        pass(schedule);
        assertThat(started).hasSize(made);
        assertThat(schedule.getStatus()).isNull();
        now = now.plusSeconds(40);
        pass(schedule);
        assertThat(started)
                .containsOnlyKeys("nightly-20261127100030-0", "nightly-20261127100030-1", "nightly-20261127100030-2");
        assertThat(schedule.getStatus().lastScheduledTime).isEqualTo("2026-11-27T10:00:30Z");
    }

    @Test
    void forbidLeavesARunOutWhileAnEarlierOneIsAtWork() {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        schedule.getSpec().concurrencyPolicy = "Forbid";
        pass(schedule);
        at(schedule, "2026-11-27T10:05:30Z");
        assertThat(started).hasSize(1);
        assertThat(reasons).containsExactly("RunStarted", "RunSkipped");
        Schedules.ended(tasks.getFirst());
        at(schedule, "2026-11-27T10:06:00Z");
        assertThat(started).hasSize(1);
        at(schedule, "2026-11-27T10:10:30Z");
        assertThat(started).hasSize(2);
    }

    @Test
    void replaceStopsTheEarlierRunAndAllowDoesNot() {
        Schedule schedule = Schedules.of("rate(5 minutes)", CREATED);
        schedule.getSpec().concurrencyPolicy = "Replace";
        pass(schedule);
        at(schedule, "2026-11-27T10:05:30Z");
        assertThat(tasks.get(0).getSpec().desiredStatus).isEqualTo("STOPPED");
        assertThat(tasks.get(1).getSpec().desiredStatus).isNotEqualTo("STOPPED");
        schedule.getSpec().concurrencyPolicy = null;
        at(schedule, "2026-11-27T10:10:30Z");
        assertThat(tasks).hasSize(3);
        assertThat(tasks.get(1).getSpec().desiredStatus).isNotEqualTo("STOPPED");
    }

    @Test
    void whatWasDueWhileDisabledIsNotCaughtUpOn() {
        Schedule schedule = Schedules.of("cron(0 * * * ? *)", CREATED);
        pass(schedule);
        schedule.getSpec().state = "DISABLED";
        at(schedule, "2026-11-27T10:30:00Z");
        ScheduleStatus disabled = schedule.getStatus();
        at(schedule, "2026-11-27T13:30:00Z");
        assertThat(schedule.getStatus()).usingRecursiveComparison().isEqualTo(disabled);
        schedule.getSpec().state = "ENABLED";
        at(schedule, "2026-11-27T13:40:00Z");
        assertThat(started).isEmpty();
        assertThat(reasons).isEmpty();
        assertThat(schedule.getStatus().nextScheduledTime).isEqualTo("2026-11-27T14:00:00Z");
        at(schedule, "2026-11-27T14:00:00Z");
        assertThat(started).hasSize(1);
    }

    @Test
    void anotherExpressionCountsFromNowOn() {
        Schedule schedule = Schedules.of("cron(0 23 * * ? *)", CREATED);
        pass(schedule);
        schedule.getSpec().scheduleExpression = "cron(0 * * * ? *)";
        at(schedule, "2026-11-27T13:40:00Z");
        assertThat(started).isEmpty();
        at(schedule, "2026-11-27T14:00:00Z");
        assertThat(started).containsOnlyKeys("nightly-20261127140000-0");
    }

    @Test
    void nothingRunsOutsideOfItsDates() {
        Schedule schedule = Schedules.of("rate(1 hour)", CREATED);
        schedule.getSpec().startDate = "2026-11-27T12:30:00+01:00";
        schedule.getSpec().endDate = "2026-11-27T13:30:00Z";
        for (now = CREATED; now.isBefore(CREATED.plus(Duration.ofHours(8))); now = now.plusSeconds(60)) {
            pass(schedule);
        }
        assertThat(started)
                .containsOnlyKeys("nightly-20261127113000-0", "nightly-20261127123000-0", "nightly-20261127133000-0");
        assertThat(schedule.getStatus().nextScheduledTime).isNull();
        assertThat(reason(schedule)).isEqualTo("Completed");
    }

    private static String reason(Schedule schedule) {
        return Conditions.find(schedule.getStatus().conditions, "Scheduled")
                .orElseThrow()
                .getReason();
    }

    @Test
    void oneTimeRunsOnce() {
        Schedule schedule = Schedules.of("at(2026-11-27T12:00:00)", CREATED);
        pass(schedule);
        at(schedule, "2026-11-27T12:00:00Z");
        at(schedule, "2026-11-27T12:10:00Z");
        assertThat(started).containsOnlyKeys("nightly-20261127120000-0");
        assertThat(reason(schedule)).isEqualTo("Completed");
    }

    /** Whenever and however often somebody looks, a run begins at one moment within its window. */
    @Test
    void aFlexibleRunBeginsWithinItsWindowAndBeforeTheNext() {
        Schedule schedule = Schedules.of("rate(10 minutes)", CREATED);
        schedule.getSpec().flexibleTimeWindow = new FlexibleTimeWindow();
        schedule.getSpec().flexibleTimeWindow.mode = "FLEXIBLE";
        schedule.getSpec().flexibleTimeWindow.maximumWindowInMinutes = 60;
        Plan plan = ScheduleCheck.of(new ScheduleInputs(schedule, List.of(), "us-east-1", now))
                .plan()
                .orElseThrow();
        Instant time = CREATED;
        boolean late = false;
        for (int run = 0; run < 200; run++) {
            Instant begin = plan.begin(time);
            assertThat(begin).isBetween(time, time.plus(Duration.ofMinutes(10)).minusMillis(1));
            late |= begin.isAfter(time.plusSeconds(60));
            assertThat(plan.due(time.minusSeconds(1), begin.minusMillis(1))).isEmpty();
            assertThat(plan.due(time.minusSeconds(1), begin)).contains(time);
            time = plan.after(time).orElseThrow();
        }
        assertThat(late).isTrue();
        for (now = CREATED; now.isBefore(CREATED.plus(Duration.ofHours(2))); now = now.plusSeconds(20)) {
            pass(schedule);
        }
        assertThat(started).hasSizeBetween(11, 12);
        assertThat(reasons).containsOnly("RunStarted");
    }

    @Test
    void aRefusedRunIsTriedAgainLaterAndLaterAndThenGivenUp() {
        Schedule schedule = Schedules.of("at(2026-11-27T12:00:00)", CREATED);
        schedule.getSpec().target.retryPolicy = new RetryPolicy();
        schedule.getSpec().target.retryPolicy.maximumRetryAttempts = 2;
        pass(schedule);
        refuses = "exceeded quota";
        at(schedule, "2026-11-27T12:00:00Z");
        assertThat(schedule.getStatus().refusedRun.nextAttempt).isEqualTo("2026-11-27T12:00:30Z");
        assertThat(Conditions.isFalse(schedule.getStatus().conditions, "Scheduled"))
                .isTrue();
        ScheduleStatus held = schedule.getStatus();
        at(schedule, "2026-11-27T12:00:29Z");
        assertThat(schedule.getStatus()).usingRecursiveComparison().isEqualTo(held);
        at(schedule, "2026-11-27T12:00:30Z");
        assertThat(schedule.getStatus().refusedRun.nextAttempt).isEqualTo("2026-11-27T12:01:30Z");
        at(schedule, "2026-11-27T12:01:30Z");
        at(schedule, "2026-11-27T12:03:30Z");
        assertThat(schedule.getStatus().refusedRun).isNull();
        assertThat(reasons).containsExactly("RunGivenUp");
        assertThat(reason(schedule)).isEqualTo("Completed");
        assertThat(started).isEmpty();
    }

    @Test
    void aRefusedRunGoesThroughWhenThereIsRoomAgain() {
        Schedule schedule = Schedules.of("at(2026-11-27T12:00:00)", CREATED);
        pass(schedule);
        refuses = "exceeded quota";
        at(schedule, "2026-11-27T12:00:00Z");
        refuses = null;
        at(schedule, "2026-11-27T12:00:30Z");
        assertThat(started).containsOnlyKeys("nightly-20261127120000-0");
        assertThat(schedule.getStatus().refusedRun).isNull();
        assertThat(reasons).containsExactly("RunStarted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 9 * * *) | | | cron needs six fields",
                "cron(0 9 * * ? *) | Mars/Base | | the time zone Mars/Base is not known",
                "at(2026-11-26T09:00:00) | | | is before the Schedule's creation",
                "rate(1 day) | | 2026-02-30T00:00:00Z | startDate 2026-02-30T00:00:00Z is no time that exists",
                "rate(1 day) | | 2028-01-01T00:00:00Z | endDate is before startDate"
            })
    void refusesWhatCannotBeRead(String expression, String zone, String start, String words) {
        Schedule schedule = Schedules.of(expression, CREATED);
        schedule.getSpec().scheduleExpressionTimezone = zone;
        schedule.getSpec().startDate = start;
        schedule.getSpec().endDate = "2027-12-31T00:00:00Z";
        ScheduleCheck.Result result = ScheduleCheck.of(new ScheduleInputs(schedule, List.of(), "us-east-1", now));
        assertThat(result.plan()).isEmpty();
        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Rejection.class, rejection -> {
            assertThat(rejection.reason()).isEqualTo(ScheduleReason.ExpressionInvalid);
            assertThat(rejection.message()).contains(words);
        });
    }

    @Test
    void refusesTargetsOfOtherAccounts() {
        Schedule schedule = Schedules.of("rate(1 day)", CREATED);
        schedule.getSpec().target.ecsParameters.taskDefinitionRef = null;
        schedule.getSpec().target.ecsParameters.taskDefinitionARN =
                "arn:aws:ecs:us-east-1:123456789012:task-definition/report";
        assertThat(ScheduleCheck.of(new ScheduleInputs(schedule, List.of(), "us-east-1", now))
                        .outcome())
                .isInstanceOf(Outcome.Rejection.class);
    }

    /** Passes at odd moments, with crashes and outages: no run begins early or twice, and none is of before its schedule. */
    @Test
    void whenSomebodyLooksDoesNotChangeWhatRuns() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            tasks.clear();
            started.clear();
            now = CREATED;
            Consumer<Schedule> maybeCrash = any -> diesAfter = random.nextInt(5) == 0 ? random.nextInt(3) : -1;
            Schedule schedule = Schedules.of(random.nextBoolean() ? "rate(7 minutes)" : "cron(0/7 * * * ? *)", CREATED);
            schedule.getSpec().target.ecsParameters.taskCount = 2;
            while (now.isBefore(CREATED.plus(Duration.ofHours(3)))) {
                maybeCrash.accept(schedule);
                pass(schedule);
                boolean outage = random.nextInt(20) == 0;
                now = now.plusSeconds(outage ? 1 + random.nextInt(3600) : 1 + random.nextInt(60));
            }
            diesAfter = -1;
            pass(schedule);
            started.forEach((name, made) -> {
                String time = name.substring("nightly-".length(), name.length() - 2);
                assertThat(Instant.parse(made)).isAfterOrEqualTo(parsed(time));
                assertThat(parsed(time)).isAfterOrEqualTo(CREATED);
            });
            String last = schedule.getStatus().lastScheduledTime;
            assertThat(Instant.parse(last)).isAfter(now.minus(Duration.ofMinutes(7)));
        }
    }

    private static Instant parsed(String digits) {
        return Instant.parse("%s-%s-%sT%s:%s:%sZ"
                .formatted(
                        digits.substring(0, 4),
                        digits.substring(4, 6),
                        digits.substring(6, 8),
                        digits.substring(8, 10),
                        digits.substring(10, 12),
                        digits.substring(12)));
    }
}
