package dev.davit.api.common;

/**
 * The event that a deleted service leaves behind, from which the ECS API tells that it is INACTIVE for as long as the API server
 * keeps events (an hour unless it is configured otherwise).
 */
public final class InactiveService {

    /** The event's reason. */
    public static final String REASON = "ServiceInactive";

    /** An annotation: the name of the Service object. */
    public static final String OBJECT = "ecs.davit.dev/service";

    /** An annotation: the ARN of the revision that it ran; not there when it never ran one. */
    public static final String TASK_DEFINITION = "ecs.davit.dev/task-definition";

    private static final int LENGTH = 32;

    private InactiveService() {}

    /** The event's name, which is the same for each service of that name in that cluster. */
    public static String event(String cluster, String service) {
        return "ecs-inactive-" + Sha256.hex(cluster + "/" + service).substring(0, LENGTH);
    }
}
