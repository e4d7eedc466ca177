package dev.davit.gateway.scale;

import dev.davit.gateway.catalog.PoolProvisions;
import java.util.Map;
import java.util.Set;

/**
 * All that the gateway says about one pool: the fields of its spec that are the gateway's.
 *
 * @param replicas live pods wanted
 * @param claims pod name to revision name, for every claimed pod that still exists
 * @param retire pods to destroy that still exist
 * @param provisions what is kept initialised
 */
public record PoolDemand(int replicas, Map<String, String> claims, Set<String> retire, PoolProvisions provisions) {

    /** A demand for a pool of which nothing is kept. */
    public PoolDemand(int replicas, Map<String, String> claims, Set<String> retire) {
        this(replicas, claims, retire, PoolProvisions.NONE);
    }

    /** Nothing wanted. */
    public static final PoolDemand NONE = new PoolDemand(0, Map.of(), Set.of());
}
