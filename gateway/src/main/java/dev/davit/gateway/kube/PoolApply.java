package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.scale.PoolDemand;
import java.util.concurrent.CompletionStage;

/** Writes one pool once. */
@FunctionalInterface
interface PoolApply {

    /**
     * Applies the gateway's fields of that very pool; completes with the pool's resource version after it, or exceptionally
     * when it was not written, or when nobody knows.
     */
    CompletionStage<Long> apply(PoolKey pool, String uid, PoolDemand demand);
}
