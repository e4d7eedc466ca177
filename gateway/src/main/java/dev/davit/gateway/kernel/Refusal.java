package dev.davit.gateway.kernel;

/**
 * The gateway's own answer to a call that it does not carry out.
 *
 * @param code what kind of refusal it is
 * @param message the sentence for the caller
 * @param reason AWS's {@code Reason} member (throttles), or null
 * @param fault what of the platform is to blame; null when it is the caller
 */
public record Refusal(ErrorCode code, String message, String reason, Fault fault) {

    /** What may succeed later without a change by the caller is always the platform's fault. */
    public Refusal {
        if (fault == null && code.retryable()) {
            fault = Fault.UNATTRIBUTED;
        }
    }

    /** A refusal without a {@code Reason}, for which the caller is to blame. */
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, null, null);
    }

    /** A refusal without a {@code Reason}, for which the platform is to blame. */
    public static Refusal of(ErrorCode code, Fault fault, String message) {
        return new Refusal(code, message, null, fault);
    }
}
