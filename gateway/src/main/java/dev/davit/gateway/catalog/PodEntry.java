package dev.davit.gateway.catalog;

import java.util.List;

/**
 * A pod of an EnvironmentPool (label {@code davit.dev/component=environment}).
 *
 * @param namespace its namespace
 * @param name its name
 * @param pool label {@code davit.dev/pool}
 * @param phase its phase; a function container that has terminated counts as terminal at once
 * @param deleting whether it has a deletion timestamp
 * @param ips its addresses as far as known, else empty
 * @param termination how the function container ended, or null while it has not
 * @param provisioned whether its image was told that it is started for provisioned concurrency
 */
public record PodEntry(
        String namespace,
        String name,
        String pool,
        PodPhase phase,
        boolean deleting,
        List<String> ips,
        Termination termination,
        boolean provisioned) {

    /** The pool's key. */
    public PoolKey poolKey() {
        return new PoolKey(namespace, pool);
    }

    /** Whether it can no longer run anything. */
    public boolean dead() {
        return phase.terminal() || termination != null;
    }
}
