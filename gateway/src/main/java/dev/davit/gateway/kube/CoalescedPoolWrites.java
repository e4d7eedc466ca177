package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolWrites;
import java.util.HashMap;
import java.util.Map;

/** A writer for each pool; a demand for a pool that is not there (any more) is dropped. */
final class CoalescedPoolWrites implements PoolWrites {

    private final PoolWriter.Means means;
    private final Map<PoolKey, PoolWriter> writers = new HashMap<>();

    CoalescedPoolWrites(PoolWriter.Means means) {
        this.means = means;
    }

    @Override
    public void put(PoolKey pool, PoolDemand demand) {
        means.later().now(() -> {
            if (means.uids().of(pool) != null) {
                writer(pool).want(demand);
            }
        });
    }

    /** A pool was seen so at a version. From any thread. */
    void seen(PoolKey pool, PoolDemand demand, long version) {
        means.later().now(() -> {
            PoolWriter writer = writers.get(pool);
            if (writer != null) {
                writer.seen(demand, version);
            }
        });
    }

    /** Writes what still waits, at once; says whether nothing is left. On the means' thread. */
    boolean hurry() {
        writers.values().forEach(PoolWriter::hurry);
        return writers.values().stream().allMatch(PoolWriter::settled);
    }

    private PoolWriter writer(PoolKey pool) {
        PoolWriter known = writers.get(pool);
        if (known == null) {
            writers.keySet().removeIf(other -> means.uids().of(other) == null);
            known = new PoolWriter(pool, means);
            writers.put(pool, known);
        }
        return known;
    }
}
