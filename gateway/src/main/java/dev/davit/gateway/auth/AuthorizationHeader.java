package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.RequestHead;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.StringTokenizer;

/** Reads a signature claim from {@code Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
final class AuthorizationHeader {

    private AuthorizationHeader() {}

    /** Whether a value of the header is of the Signature Version 4 family. */
    static boolean isSigned(String authorization) {
        return authorization.startsWith("AWS4-");
    }

    static SignedClaim read(RequestHead head, String authorization) {
        int blank = authorization.indexOf(' ');
        String algorithm = blank < 0 ? authorization : authorization.substring(0, blank);
        Parts parts = new Parts();
        if (blank >= 0) {
            StringTokenizer tokens = new StringTokenizer(authorization.substring(blank), ", \t");
            while (tokens.hasMoreTokens()) {
                parts.add(tokens.nextToken(), authorization);
            }
        }
        List<String> amzDate = head.headers("x-amz-date");
        List<String> date = amzDate.isEmpty() ? head.headers("date") : amzDate;
        parts.requireAll(!date.isEmpty(), authorization);
        String joined = String.join(",", date);
        SigningTime time = amzDate.isEmpty() ? SigningTime.dateHeader(joined) : SigningTime.basic(joined);
        String token = String.join(",", head.headers("x-amz-security-token"));
        return new SignedClaim(
                algorithm,
                parts.credential,
                SignedClaim.headerNames(parts.signedHeaders),
                parts.signature,
                time,
                new SignedClaim.Form(false, null, token));
    }

    /** How AWS names a header it will not repeat. */
    private static String hashed(String authorization) {
        MessageDigest sha256 = Hashing.sha256();
        return Base64.getEncoder().encodeToString(sha256.digest(Hashing.utf8(authorization)));
    }

    private static final class Parts {
        String credential;
        String signature;
        String signedHeaders;

        void add(String token, String authorization) {
            int equals = token.indexOf('=');
            if (equals < 0) {
                throw AuthRefusal.incomplete(
                        "Invalid key=value pair (missing equal-sign) in Authorization header (hashed"
                                + " with SHA-256 and encoded with Base64): '" + hashed(authorization) + "'.");
            }
            String value = token.substring(equals + 1);
            switch (token.substring(0, equals)) {
                case "Credential" -> credential = once(credential, value);
                case "Signature" -> signature = once(signature, value);
                case "SignedHeaders" -> signedHeaders = once(signedHeaders, value);
                default -> {}
            }
        }

        private static String once(String earlier, String value) {
            if (earlier != null) {
                throw AuthRefusal.incomplete("Authorization header must not repeat a parameter.");
            }
            return value;
        }

        void requireAll(boolean dated, String authorization) {
            StringBuilder missing = new StringBuilder();
            require(credential, "Credential", missing);
            require(signature, "Signature", missing);
            require(signedHeaders, "SignedHeaders", missing);
            if (!dated) {
                missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
            }
            if (!missing.isEmpty()) {
                throw AuthRefusal.incomplete(missing + "(Hashed with SHA-256 and encoded with Base64) Authorization="
                        + hashed(authorization));
            }
        }

        private static void require(String value, String name, StringBuilder missing) {
            if (value == null || value.isEmpty()) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
    }
}
