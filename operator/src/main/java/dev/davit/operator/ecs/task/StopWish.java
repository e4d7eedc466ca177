package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.StopCode;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskReason;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Optional;

/**
 * That somebody wants the task to stop, by {@code desiredStatus}.
 *
 * @param code who: a user, or the service that owns the task
 * @param text why, in that one's words
 */
record StopWish(StopCode code, String text) {

    static Optional<StopWish> of(Task task) {
        if (!"STOPPED".equals(task.getSpec().desiredStatus)) {
            return Optional.empty();
        }
        String why = task.getSpec().stoppedReason;
        StopCode code = StopCode.ServiceSchedulerInitiated.name().equals(task.getSpec().stopCode) && ofService(task)
                ? StopCode.ServiceSchedulerInitiated
                : StopCode.UserInitiated;
        return Optional.of(new StopWish(code, why == null || why.isBlank() ? otherwise(code) : why));
    }

    private static String otherwise(StopCode code) {
        return code == StopCode.UserInitiated ? "Task stopped by user" : "Task stopped by its service";
    }

    /** Only a service's task has a scheduler: nobody else speaks in its name. */
    private static boolean ofService(Task task) {
        return task.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .anyMatch(StopWish::isService);
    }

    private static boolean isService(OwnerReference owner) {
        return owner.getKind().equals("Service") && owner.getApiVersion().startsWith("ecs.davit.dev/");
    }

    StopCause at(String time) {
        return new StopCause(code, TaskReason.Stopped, text, time);
    }
}
