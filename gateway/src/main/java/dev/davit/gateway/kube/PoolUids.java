package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The uids of the pools there are, so that a write meets the very pool it was meant for and never makes one anew. */
final class PoolUids {

    private final Map<PoolKey, String> uids = new ConcurrentHashMap<>();

    /** The uid of a pool, or null when there is no such pool. */
    String of(PoolKey pool) {
        return uids.get(pool);
    }

    void put(PoolKey pool, String uid) {
        uids.put(pool, uid);
    }

    void remove(PoolKey pool, String uid) {
        uids.remove(pool, uid);
    }
}
