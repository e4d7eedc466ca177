package dev.davit.gateway.scale;

import dev.davit.gateway.catalog.PoolKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Port: tells the operator what a pool must become. Level-based: each call carries the whole truth and the last one wins.
 * Returns at once; the adapter coalesces calls per pool (one write under way at a time, then the latest), retries with
 * back-off until written, and drops a pool that is not there any more. Writing an equal demand again is harmless.
 */
@FunctionalInterface
public interface PoolWrites {

    /** The pool shall become so. Called on the owner thread. */
    void put(PoolKey pool, PoolDemand demand);

    /**
     * Other replicas write for these namespaces from now on. Completes, on any thread, when nothing is under way for them any
     * more: at once, or after two seconds at most.
     */
    default CompletionStage<Void> release(Predicate<String> namespaces) {
        return CompletableFuture.completedFuture(null);
    }
}
