package dev.davit.operator.ecs.task;

import dev.davit.api.ecs.v1alpha1.Task;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that one pass over a task has read.
 *
 * @param task the task
 * @param pod its pod, when it is there
 * @param namesake a pod of the same name that is somebody else's
 * @param region the region in ARNs
 * @param now the time of the pass
 */
record TaskInputs(Task task, Optional<Pod> pod, Optional<Pod> namesake, String region, Instant now) {

    /** Whether the task had its pod already: then it never gets another (invariant 1). */
    boolean hadPod() {
        return task.getStatus() != null && task.getStatus().podName != null;
    }

    Optional<StopWish> stopWish() {
        return StopWish.of(task);
    }

    static boolean stopped(Task task) {
        return task.getStatus() != null && "STOPPED".equals(task.getStatus().lastStatus);
    }
}
