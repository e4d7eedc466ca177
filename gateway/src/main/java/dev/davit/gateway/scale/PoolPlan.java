package dev.davit.gateway.scale;

import dev.davit.gateway.catalog.PoolProvisions;
import java.util.Map;
import java.util.Set;

/** What a pool must become. Pure. */
public final class PoolPlan {

    private PoolPlan() {}

    /**
     * A pool as the gateway sees it.
     *
     * @param claimed live members that belong to a revision and have been heard of
     * @param more environments wanted besides, whether they start already or not
     * @param claims pod to revision
     * @param retire pods to destroy
     * @param provisions what is kept initialised
     */
    public record Seen(
            int claimed, int more, Map<String, String> claims, Set<String> retire, PoolProvisions provisions) {}

    /**
     * The demand: what is claimed, and one for each that is wanted. What starts and is not wanted any more is not counted:
     * the operator may end it. Its warm and initial environments the operator adds by itself.
     */
    public static PoolDemand of(Seen seen) {
        return new PoolDemand(
                seen.claimed() + seen.more(), Map.copyOf(seen.claims()), Set.copyOf(seen.retire()), seen.provisions());
    }
}
