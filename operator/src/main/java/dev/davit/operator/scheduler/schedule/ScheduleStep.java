package dev.davit.operator.scheduler.schedule;

import dev.davit.api.common.Labels;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.RefusedRun;
import dev.davit.api.scheduler.v1alpha1.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The one thing to do next for a schedule whose plan is known. */
sealed interface ScheduleStep {

    /** Nothing runs and nothing is caught up on. */
    record Off() implements ScheduleStep {}

    /** No run is due; up to that time all is decided. */
    record Rest(Instant until) implements ScheduleStep {}

    /** A run is due whose start was refused, and it is too early to try it again. */
    record Hold(Instant time) implements ScheduleStep {}

    /**
     * The tasks of a run are to be made, after those of earlier ones are stopped.
     *
     * @param time its planned time
     * @param stop tasks of earlier runs
     * @param deadline how long its tasks may be without a pod: always the same for the same run
     */
    record Start(Instant time, List<Task> stop, Duration deadline) implements ScheduleStep {}

    /** A run is left out, because these tasks have not stopped. */
    record Skip(Instant time, List<Task> active) implements ScheduleStep {}

    /** A run is given up. */
    record GiveUp(Instant time) implements ScheduleStep {}

    /**
     * What to do, and what it follows from.
     *
     * @param step what to do
     * @param since the planned time up to which all was decided before
     * @param missed the first run that nobody started and nobody will
     */
    record Decision(ScheduleStep step, Instant since, Optional<Instant> missed) {}

    /** Decides. */
    static Decision next(ScheduleInputs inputs, Plan plan) {
        if (inputs.disabled()) {
            return new Decision(new Off(), inputs.now(), Optional.empty());
        }
        Instant since = since(inputs);
        Instant oldest = inputs.now().minus(age(inputs));
        Instant from = since.isBefore(oldest) ? oldest.minusNanos(1) : since;
        Optional<Instant> due = plan.due(from, inputs.now());
        Optional<Instant> missed = plan.after(since).filter(time -> time.isBefore(due.orElse(oldest)));
        ScheduleStep step =
                due.map(time -> due(inputs, plan, time)).orElse(new Rest(missed.isPresent() ? oldest : since));
        return new Decision(step, since, missed);
    }

    /** What came before the Schedule, or before its plan, is none of its runs. */
    private static Instant since(ScheduleInputs inputs) {
        if (inputs.status().decidedUntil == null) {
            return inputs.created().minusSeconds(1);
        }
        return inputs.planned().equals(inputs.status().plan)
                ? Instant.parse(inputs.status().decidedUntil)
                : inputs.now();
    }

    private static ScheduleStep due(ScheduleInputs inputs, Plan plan, Instant time) {
        RefusedRun refused = inputs.status().refusedRun;
        boolean before = refused != null && time.equals(Instant.parse(refused.scheduledTime));
        if (before && refused.attempts > attempts(inputs)) {
            return new GiveUp(time);
        }
        if (before && Instant.parse(refused.nextAttempt).isAfter(inputs.now())) {
            return new Hold(time);
        }
        List<Task> active = inputs.tasks().stream()
                .filter(task -> !isOf(task, time) && !stopped(task))
                .toList();
        Duration age = age(inputs);
        Duration next = plan.after(time)
                .map(later -> Duration.between(time, later))
                .filter(pause -> pause.compareTo(age) < 0)
                .orElse(age);
        return switch (Objects.requireNonNullElse(inputs.schedule().getSpec().concurrencyPolicy, "Allow")) {
            case "Forbid" -> active.isEmpty() ? new Start(time, List.of(), age) : new Skip(time, active);
            case "Replace" ->
                new Start(time, active.stream().filter(ScheduleStep::running).toList(), next);
            default -> new Start(time, List.of(), next);
        };
    }

    private static boolean isOf(Task task, Instant time) {
        return RunTasks.label(time).equals(task.getMetadata().getLabels().get(Labels.SCHEDULED_TIME));
    }

    private static boolean stopped(Task task) {
        return task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
    }

    private static boolean running(Task task) {
        return !"STOPPED".equals(task.getSpec().desiredStatus);
    }

    private static Duration age(ScheduleInputs inputs) {
        RetryPolicy policy = inputs.schedule().getSpec().target.retryPolicy;
        return Duration.ofSeconds(
                policy == null || policy.maximumEventAgeInSeconds == null ? 86_400 : policy.maximumEventAgeInSeconds);
    }

    private static int attempts(ScheduleInputs inputs) {
        RetryPolicy policy = inputs.schedule().getSpec().target.retryPolicy;
        return policy == null || policy.maximumRetryAttempts == null ? 185 : policy.maximumRetryAttempts;
    }
}
