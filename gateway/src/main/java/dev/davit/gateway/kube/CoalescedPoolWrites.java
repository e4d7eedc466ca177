package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolWrites;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A writer for each pool; a demand for a pool that is not there (any more) is dropped. */
final class CoalescedPoolWrites implements PoolWrites {

    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();

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

    @Override
    public CompletionStage<Void> release(Predicate<String> namespaces) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        means.later().now(() -> {
            List<PoolWriter> going = writers.keySet().stream()
                    .filter(pool -> namespaces.test(pool.namespace()))
                    .map(writers::get)
                    .toList();
            writers.keySet().removeIf(pool -> namespaces.test(pool.namespace()));
            settle(going, means.later().nanos() + PATIENCE, released);
        });
        return released;
    }

    private void settle(List<PoolWriter> going, long until, CompletableFuture<Void> released) {
        going.forEach(PoolWriter::hurry);
        if (going.stream().allMatch(PoolWriter::settled) || means.later().nanos() > until) {
            going.forEach(PoolWriter::end);
            released.complete(null);
        } else {
            means.later().after(LOOK_AGAIN, () -> settle(going, until, released));
        }
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
