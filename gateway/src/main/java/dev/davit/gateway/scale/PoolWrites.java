package dev.davit.gateway.scale;

import dev.davit.gateway.catalog.PoolKey;

/**
 * Port: tells the operator what a pool must become. Level-based: each call carries the whole truth and the last one wins.
 * Returns at once; the adapter coalesces calls per pool (one write under way at a time, then the latest), retries with
 * back-off until written, and drops a pool that is not there any more. Writing an equal demand again is harmless.
 */
@FunctionalInterface
public interface PoolWrites {

    /** The pool shall become so. Called on the owner thread. */
    void put(PoolKey pool, PoolDemand demand);
}
