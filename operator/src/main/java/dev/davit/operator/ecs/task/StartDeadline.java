package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.operator.kernel.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pure: that a task which is without a pod for too long ({@code startDeadlineSeconds}) has failed to start. */
final class StartDeadline {

    /** As long as AWS lets a reason be. */
    private static final int STOPPED_REASON = 1024;

    private StartDeadline() {}

    /** How long the task may still be without a pod; empty when it may for ever. Not positive once it is over. */
    static Optional<Duration> left(Task task, Instant now) {
        Instant created = Instant.parse(task.getMetadata().getCreationTimestamp());
        return Optional.ofNullable(task.getSpec().startDeadlineSeconds)
                .map(seconds -> Duration.between(now, created.plusSeconds(seconds)));
    }

    /** The status of a task that has no pod: it waits, or has waited for too long. */
    static TaskStatus report(TaskInputs inputs, Hindrance hindrance) {
        return left(inputs.task(), inputs.now())
                        .filter(left -> !left.isPositive())
                        .isPresent()
                ? TaskReport.of(inputs, hindrance, over(inputs, hindrance))
                : TaskReport.of(inputs, hindrance);
    }

    private static StopCause over(TaskInputs inputs, Hindrance hindrance) {
        String text = "Task failed to start within " + inputs.task().getSpec().startDeadlineSeconds
                + " seconds (startDeadlineSeconds): " + hindrance.message();
        return StopCause.failedToStart(
                TaskReason.valueOf(hindrance.reason().name()),
                Names.cut(text, STOPPED_REASON),
                inputs.now().toString());
    }
}
