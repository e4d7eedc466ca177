package dev.davit.gateway.kernel;

/**
 * The gateway's own answer to a call that it does not carry out.
 *
 * @param code what kind of refusal it is
 * @param message the sentence for the caller
 * @param reason AWS's {@code Reason} member (throttles), or null
 */
public record Refusal(ErrorCode code, String message, String reason) {

    /** A refusal without a {@code Reason}. */
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, null);
    }
}
