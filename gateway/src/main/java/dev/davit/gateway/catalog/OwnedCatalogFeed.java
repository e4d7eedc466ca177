package dev.davit.gateway.catalog;

import java.util.concurrent.Executor;

/** The feed that any thread may call: carries every change to the owner thread, in order. */
public final class OwnedCatalogFeed implements CatalogFeed {

    private final Catalog catalog;
    private final Executor owner;

    /** Feeds that catalog on that thread. */
    public OwnedCatalogFeed(Catalog catalog, Executor owner) {
        this.catalog = catalog;
        this.owner = owner;
    }

    @Override
    public void put(FunctionEntry function) {
        owner.execute(() -> catalog.put(function));
    }

    @Override
    public void remove(FunctionEntry function) {
        owner.execute(() -> catalog.remove(function));
    }

    @Override
    public void put(VersionEntry version) {
        owner.execute(() -> catalog.put(version));
    }

    @Override
    public void remove(VersionEntry version) {
        owner.execute(() -> catalog.remove(version));
    }

    @Override
    public void put(AliasEntry alias) {
        owner.execute(() -> catalog.put(alias));
    }

    @Override
    public void remove(AliasEntry alias) {
        owner.execute(() -> catalog.remove(alias));
    }

    @Override
    public void put(UrlEntry url) {
        owner.execute(() -> catalog.put(url));
    }

    @Override
    public void remove(UrlEntry url) {
        owner.execute(() -> catalog.remove(url));
    }

    @Override
    public void put(RevisionEntry revision) {
        owner.execute(() -> catalog.put(revision));
    }

    @Override
    public void remove(RevisionEntry revision) {
        owner.execute(() -> catalog.remove(revision));
    }

    @Override
    public void put(PoolEntry pool) {
        owner.execute(() -> catalog.put(pool));
    }

    @Override
    public void remove(PoolEntry pool) {
        owner.execute(() -> catalog.remove(pool));
    }

    @Override
    public void put(PodEntry pod) {
        owner.execute(() -> catalog.put(pod));
    }

    @Override
    public void remove(PodEntry pod) {
        owner.execute(() -> catalog.remove(pod));
    }

    @Override
    public void synced() {
        owner.execute(catalog::setSynced);
    }
}
