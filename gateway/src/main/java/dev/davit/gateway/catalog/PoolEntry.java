package dev.davit.gateway.catalog;

import java.util.Map;
import java.util.Set;

/**
 * An EnvironmentPool.
 *
 * @param key namespace and name
 * @param revision the FunctionRevision all its pods belong to (image pools), or null (generic pools)
 * @param initTimeoutSeconds how long an environment may take to initialise
 * @param replicas {@code spec.replicas} as last written by a gateway, 0 when absent
 * @param claims {@code spec.claims}: pod name to revision name
 * @param retire {@code spec.retire}: pod names
 * @param dispensable {@code status.dispensable}: pods that shall go unless they have been given to a call
 * @param problem why new environments of this pool do not come up, or null when nothing is known to be wrong
 * @param provisions {@code spec.provisioned} and the claims marked so, as last written by a gateway
 */
public record PoolEntry(
        PoolKey key,
        String revision,
        int initTimeoutSeconds,
        int replicas,
        Map<String, String> claims,
        Set<String> retire,
        Set<String> dispensable,
        PoolProblem problem,
        PoolProvisions provisions) {

    /** Whether its pods are claimed one by one for any revision of the class. */
    public boolean generic() {
        return revision == null;
    }
}
