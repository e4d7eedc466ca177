package dev.davit.gateway.http.invoke;

import java.util.List;
import java.util.Map;

/**
 * Who calls, once proven.
 *
 * @param namespace the account that names without an ARN are looked up in; null when the caller has none and named none
 * @param user the Kubernetes user name, for example {@code system:serviceaccount:team-a:shop}
 * @param groups the user's groups
 * @param uid the user's uid, or null
 * @param extra what TokenReview says besides
 * @param arn how AWS's messages name the caller
 */
public record Caller(
        String namespace, String user, List<String> groups, String uid, Map<String, List<String>> extra, String arn) {}
