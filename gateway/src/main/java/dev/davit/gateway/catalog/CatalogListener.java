package dev.davit.gateway.catalog;

/** Whoever must act when the cluster changes. Called on the owner thread, after the catalog has the change; not before sync. */
public interface CatalogListener {

    /** Everything is known; called once, before any other method. */
    void synced();

    /** A pool was added or changed. */
    void poolChanged(PoolEntry pool);

    /** A pool is gone. */
    void poolGone(PoolEntry pool);

    /** A pod was added or changed. */
    void podChanged(PodEntry pod);

    /** A pod is gone. */
    void podGone(PodEntry pod);

    /** A revision was added. */
    void revisionAdded(RevisionEntry revision);

    /** A revision is gone. */
    void revisionGone(RevisionEntry revision);
}
