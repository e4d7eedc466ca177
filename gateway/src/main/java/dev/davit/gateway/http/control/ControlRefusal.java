package dev.davit.gateway.http.control;

import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;

/** Carries a refusal from wherever it is found out to the one place that answers. */
final class ControlRefusal extends RuntimeException {

    private final transient Refusal refusal;

    ControlRefusal(Refusal refusal) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    static ControlRefusal of(ErrorCode code, String message) {
        return new ControlRefusal(Refusal.of(code, message));
    }

    static ControlRefusal functionNotFound(String arn) {
        return of(ErrorCode.NOT_FOUND, "Function not found: " + arn);
    }

    /** Refuses when members are outside their constraints. */
    static void throwIf(Constraints constraints) {
        Refusal refusal = constraints.refusal();
        if (refusal != null) {
            throw new ControlRefusal(refusal);
        }
    }

    Refusal refusal() {
        return refusal;
    }
}
