package dev.davit.operator.ecs.service.plan;

import dev.davit.api.ecs.v1alpha1.Task;

/** ECS's sentences for why its scheduler stops a task. */
public enum StopReason {
    /** There are more tasks than are wanted, a newer deployment has replaced it, or its node is being drained. */
    SCALING,
    /** It fails the health checks of a container, or of a target group. */
    HEALTH;

    private static final String OF_CONTAINER = "Task failed container health checks";
    private static final String OF_TARGET = "Task failed ELB health checks in (target-group ";

    /** The sentence in the task's stoppedReason. */
    public String text(Task task) {
        if (this == SCALING) {
            return "Scaling activity initiated by (deployment " + task.getSpec().startedBy + ")";
        }
        boolean target = task.getStatus() != null && !"UNHEALTHY".equals(task.getStatus().healthStatus);
        return target ? OF_TARGET + task.getSpec().loadBalancers.getFirst().targetGroup + ")" : OF_CONTAINER;
    }

    public static boolean ofHealth(String stoppedReason) {
        return stoppedReason != null && (stoppedReason.equals(OF_CONTAINER) || stoppedReason.startsWith(OF_TARGET));
    }
}
