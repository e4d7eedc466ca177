package dev.davit.gateway.http.control;

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

    /** AWS's words for a member outside its constraint. */
    static ControlRefusal constraint(String value, String member, String constraint) {
        return of(
                ErrorCode.VALIDATION,
                "1 validation error detected: Value '" + value + "' at '" + member + "' failed to satisfy constraint: "
                        + constraint);
    }

    Refusal refusal() {
        return refusal;
    }
}
