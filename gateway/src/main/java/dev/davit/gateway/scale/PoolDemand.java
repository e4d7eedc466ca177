package dev.davit.gateway.scale;

import java.util.Map;
import java.util.Set;

/**
 * All that the gateway says about one pool: the fields of its spec that are the gateway's.
 *
 * @param replicas live pods wanted
 * @param claims pod name to revision name, for every claimed pod that still exists
 * @param retire pods to destroy that still exist
 */
public record PoolDemand(int replicas, Map<String, String> claims, Set<String> retire) {

    /** Nothing wanted. */
    public static final PoolDemand NONE = new PoolDemand(0, Map.of(), Set.of());
}
