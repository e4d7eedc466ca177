package dev.davit.gateway.blob;

import dev.davit.gateway.catalog.ArchiveEntry;
import dev.davit.gateway.catalog.ArchiveStore;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogListener;
import dev.davit.gateway.catalog.RevisionEntry;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has archives fetched before anybody waits for them: a new revision's at once, the current ones' when the gateway starts. */
public final class Prefetch implements CatalogListener {

    private static final Logger LOG = Logger.getLogger(Prefetch.class.getName());

    private final Catalog catalog;
    private final ArchiveStore store;
    private final long most;

    /** Fetches so many bytes at most when the gateway starts: more would drive out what came first. */
    public Prefetch(Catalog catalog, ArchiveStore store, long most) {
        this.catalog = catalog;
        this.store = store;
        this.most = most;
    }

    @Override
    public void synced() {
        long bytes = 0;
        for (RevisionEntry revision : catalog.revisions()) {
            List<ArchiveEntry> archives = revision.archives().all();
            bytes += archives.stream().mapToLong(ArchiveEntry::size).sum();
            if (!archives.isEmpty() && bytes <= most && catalog.isCurrent(revision)) {
                revisionAdded(revision);
            }
        }
    }

    @Override
    public void revisionAdded(RevisionEntry revision) {
        for (ArchiveEntry archive : revision.archives().all()) {
            store.hold(revision.key(), archive).whenComplete((held, failure) -> {
                if (failure == null) {
                    held.close();
                } else {
                    LOG.log(Level.WARNING, "The code of {0} cannot be fetched: {1}", new Object[] {
                        revision.key(), failure.getMessage()
                    });
                }
            });
        }
    }
}
