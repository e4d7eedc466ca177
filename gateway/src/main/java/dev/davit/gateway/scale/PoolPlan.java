package dev.davit.gateway.scale;

import java.util.Map;
import java.util.Set;

/** What a pool must become. Pure. */
public final class PoolPlan {

    private PoolPlan() {}

    /**
     * A pool as the gateway sees it.
     *
     * @param generic whether its environments are claimed one by one
     * @param live members that are neither dead, nor retired, nor being deleted
     * @param claimed those of them that are claimed
     * @param shortage environments wanted beyond those that exist or start for the purpose
     * @param claims pod to revision
     * @param retire pods to destroy
     */
    public record Seen(
            boolean generic, int live, int claimed, int shortage, Map<String, String> claims, Set<String> retire) {}

    /**
     * The demand. Generic: the claimed ones and one unclaimed for each that is wanted (the operator keeps its warm ones on
     * top by itself). Image: those that live and those wanted, for here every pod is the function's from the start.
     */
    public static PoolDemand of(Seen seen) {
        int base = seen.generic() ? seen.claimed() : seen.live();
        return new PoolDemand(base + seen.shortage(), Map.copyOf(seen.claims()), Set.copyOf(seen.retire()));
    }
}
