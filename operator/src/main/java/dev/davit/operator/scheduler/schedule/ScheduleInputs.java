package dev.davit.operator.scheduler.schedule;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.scheduler.v1alpha1.Schedule;
import dev.davit.api.scheduler.v1alpha1.ScheduleStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Everything that one pass over a schedule has read.
 *
 * @param schedule the schedule
 * @param tasks the Tasks that it made
 * @param region the region in ARNs
 * @param now the time of the pass
 */
record ScheduleInputs(Schedule schedule, List<Task> tasks, String region, Instant now) {

    private static final ScheduleStatus NONE = new ScheduleStatus();

    ScheduleStatus status() {
        return Objects.requireNonNullElse(schedule.getStatus(), NONE);
    }

    Instant created() {
        return Instant.parse(schedule.getMetadata().getCreationTimestamp());
    }

    boolean disabled() {
        return "DISABLED".equals(schedule.getSpec().state);
    }

    /** Whether what is known of the plan is not of this specification: it was edited, or refused, after it was first seen. */
    boolean isReplanned() {
        ScheduleStatus known = status();
        return known.decidedUntil != null
                && (!planned().equals(known.plan)
                        || !schedule.getMetadata().getGeneration().equals(known.observedGeneration));
    }

    /** What the expression counts for: another one counts from now on. */
    String planned() {
        String zone = schedule.getSpec().scheduleExpressionTimezone;
        return schedule.getSpec().scheduleExpression + " " + (zone == null ? "UTC" : zone);
    }
}
