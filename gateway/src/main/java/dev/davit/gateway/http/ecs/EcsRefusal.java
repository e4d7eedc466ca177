package dev.davit.gateway.http.ecs;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import java.util.List;

/** Carries a refusal from wherever it is found out to the one place that answers. */
final class EcsRefusal extends RuntimeException {

    private final transient Refusal refusal;
    private final transient List<String> resources;

    private EcsRefusal(Refusal refusal, List<String> resources) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
        this.resources = resources;
    }

    static EcsRefusal of(Refusal refusal) {
        return new EcsRefusal(refusal, List.of());
    }

    static EcsRefusal of(ErrorCode code, String message) {
        return of(Refusal.of(code, message));
    }

    /** The caller sends something that the service does not take. */
    static EcsRefusal invalid(String message) {
        return of(ErrorCode.ECS_INVALID_PARAMETER, message);
    }

    /** AWS's name for what a caller does that it cannot do. */
    static EcsRefusal client(String message) {
        return of(ErrorCode.ECS_CLIENT, message);
    }

    static EcsRefusal unsupported(String message) {
        return of(ErrorCode.ECS_UNSUPPORTED, message);
    }

    /** A token is used again for something else than before. */
    static EcsRefusal conflict(String message, List<String> resources) {
        return new EcsRefusal(Refusal.of(ErrorCode.ECS_CONFLICT, message), List.copyOf(resources));
    }

    Refusal refusal() {
        return refusal;
    }

    /** The ids of what it is about; none in most cases. */
    List<String> resources() {
        return resources;
    }
}
