package dev.davit.gateway.auth;

import java.util.List;
import java.util.Map;

/**
 * A Kubernetes user.
 *
 * @param uid or null
 * @param extra what the API server's authenticator says besides, for example the pod a token belongs to
 */
public record UserIdentity(String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    /** The user that a ServiceAccount is. */
    static UserIdentity serviceAccount(String namespace, String name) {
        return new UserIdentity(
                SERVICE_ACCOUNT + namespace + ":" + name,
                null,
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"),
                Map.of());
    }

    /** Namespace and name of the ServiceAccount that this user is, or null when it is none. */
    String[] serviceAccountParts() {
        if (!name.startsWith(SERVICE_ACCOUNT)) {
            return null;
        }
        String[] parts = name.substring(SERVICE_ACCOUNT.length()).split(":", -1);
        return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty() ? parts : null;
    }
}
