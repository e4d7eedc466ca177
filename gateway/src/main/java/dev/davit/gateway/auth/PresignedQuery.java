package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.RequestHead;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads a signature claim from the query of a presigned URL ({@code X-Amz-Algorithm}, {@code X-Amz-Credential} …). */
final class PresignedQuery {

    private static final long DEFAULT_EXPIRES = 300;
    private static final long MAX_EXPIRES = 604_800;
    private static final String[] REQUIRED = {
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"
    };

    private PresignedQuery() {}

    /** Whether a query claims to be signed at all. */
    static boolean isSigned(String query) {
        return query != null && (query.contains("X-Amz-Algorithm=") || query.contains("X-Amz-Signature="));
    }

    static SignedClaim read(RequestHead head) {
        Map<String, String> parameters = parameters(head.rawQuery());
        StringBuilder missing = new StringBuilder();
        for (String name : REQUIRED) {
            if (parameters.getOrDefault(name, "").isEmpty()) {
                missing.append("AWS query-string parameters must include '")
                        .append(name)
                        .append("'. ");
            }
        }
        if (!missing.isEmpty()) {
            throw AuthRefusal.incomplete(missing + "Re-examine the query-string parameters.");
        }
        return new SignedClaim(
                parameters.get("X-Amz-Algorithm"),
                parameters.get("X-Amz-Credential"),
                SignedClaim.headerNames(parameters.get("X-Amz-SignedHeaders")),
                parameters.get("X-Amz-Signature"),
                SigningTime.basic(parameters.get("X-Amz-Date")),
                new SignedClaim.Form(
                        true,
                        Duration.ofSeconds(expires(parameters.get("X-Amz-Expires"))),
                        parameters.getOrDefault("X-Amz-Security-Token", "")));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.startsWith("X-Amz-")) {
                String name = pair.substring(0, equals);
                if (parameters.put(name, PercentCoding.decode(pair.substring(equals + 1))) != null) {
                    throw AuthRefusal.incomplete("AWS query-string parameters must not repeat '" + name
                            + "'. Re-examine the query-string parameters.");
                }
            }
        }
        return parameters;
    }

    private static long expires(String seconds) {
        if (seconds == null) {
            return DEFAULT_EXPIRES;
        }
        try {
            long value = Long.parseLong(seconds);
            if (value >= 1 && value <= MAX_EXPIRES) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence
        }
        throw AuthRefusal.incomplete("X-Amz-Expires must be a number of seconds from 1 to 604800 (a week).");
    }
}
