package dev.davit.gateway.auth;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a signed request says of its signature, whether in the Authorization header or in the query.
 *
 * @param signedHeaders in the order sent: a list that is not sorted and in lower case cannot match what its sender hashed
 */
record SignedClaim(
        String algorithm,
        String credential,
        List<String> signedHeaders,
        String signature,
        SigningTime time,
        Form form) {

    /**
     * How the claim came.
     *
     * @param presigned whether in the query of a presigned URL
     * @param lifetime how long a presigned URL holds; null for the header form, which holds for the allowed skew
     * @param securityToken empty when the request carries none
     */
    record Form(boolean presigned, Duration lifetime, String securityToken) {}

    static List<String> headerNames(String semicolonSeparated) {
        return List.of(semicolonSeparated.split(";", -1));
    }

    boolean coversHost() {
        for (String name : signedHeaders) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("host") || lower.equals(":authority")) {
                return true;
            }
        }
        return false;
    }
}
