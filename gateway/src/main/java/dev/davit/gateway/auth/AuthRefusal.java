package dev.davit.gateway.auth;

import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;

/** Carries the refusal of a caller, in AWS's words, up to the authenticator. */
final class AuthRefusal extends RuntimeException {

    private final transient Refusal refusal;

    private AuthRefusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.refusal = Refusal.of(code, message);
    }

    Refusal refusal() {
        return refusal;
    }

    static AuthRefusal missingToken() {
        return new AuthRefusal(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    static AuthRefusal unrecognizedClient() {
        return new AuthRefusal(ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }

    static AuthRefusal incomplete(String message) {
        return new AuthRefusal(ErrorCode.INCOMPLETE_SIGNATURE, message);
    }

    static AuthRefusal invalidSignature(String message) {
        return new AuthRefusal(ErrorCode.INVALID_SIGNATURE, message);
    }

    static AuthRefusal signatureMismatch() {
        return invalidSignature("The request signature we calculated does not match the signature you provided. Check"
                + " your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }
}
