package dev.davit.operator.ecs.service;

/** ECS's sentences for why its scheduler stops a task. */
enum StopReason {
    /** There are more tasks than are wanted, or a newer deployment has replaced it. */
    SCALING,
    /** It fails the health checks of a container. */
    HEALTH;

    private static final String OF_HEALTH = "Task failed container health checks";

    /** The sentence in the task's stoppedReason. */
    String text(String deploymentId) {
        return this == SCALING ? "Scaling activity initiated by (deployment " + deploymentId + ")" : OF_HEALTH;
    }

    static boolean ofHealth(String stoppedReason) {
        return OF_HEALTH.equals(stoppedReason);
    }
}
