package dev.davit.gateway.kube;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.scale.PoolDemand;
import java.util.List;

/** Where news of pools go: first to who writes them, then to the catalog, so that whatever the core learns of can be written. */
record PoolSink(PoolUids uids, CoalescedPoolWrites writes, CatalogFeed feed)
        implements FeedingStore.Sink<PoolSink.Seen> {

    /** A pool as the catalog wants it, which object it is, and at which version. */
    record Seen(PoolEntry entry, String uid, long version) {

        static Seen of(EnvironmentPool pool) {
            return new Seen(PoolEntries.of(pool), pool.getMetadata().getUid(), Versions.of(pool));
        }

        /** Another object of the same name is another pool. */
        Object identity() {
            return List.of(entry.key(), uid);
        }
    }

    @Override
    public void put(Seen seen) {
        PoolEntry entry = seen.entry();
        uids.put(entry.key(), seen.uid());
        writes.seen(
                entry.key(),
                new PoolDemand(entry.replicas(), entry.claims(), entry.retire(), entry.provisions()),
                seen.version());
        feed.put(entry);
    }

    @Override
    public void remove(Seen seen) {
        uids.remove(seen.entry().key(), seen.uid());
        feed.remove(seen.entry());
    }
}
