package dev.davit.gateway.catalog;

/** Whoever must act when the cluster changes. Called on the owner thread, after the catalog has the change; not before sync. */
public interface CatalogListener {

    /** Everything is known; called once, before any other method. */
    void synced();

    /** A pool was added or changed. */
    default void poolChanged(PoolEntry pool) {}

    /** A pool is gone. */
    default void poolGone(PoolEntry pool) {}

    /** A pod was added or changed. */
    default void podChanged(PodEntry pod) {}

    /** A pod is gone. */
    default void podGone(PodEntry pod) {}

    /** A revision was added. */
    default void revisionAdded(RevisionEntry revision) {}

    /** A revision is gone. */
    default void revisionGone(RevisionEntry revision) {}
}
