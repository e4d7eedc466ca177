package dev.davit.gateway.kube;

import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.catalog.VersionEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A catalog that holds what it was fed, by kind and AWS name. */
final class Recorded implements CatalogFeed {

    final Map<Object, Object> entries = new ConcurrentHashMap<>();
    final CountDownLatch synced = new CountDownLatch(1);
    volatile Map<Object, Object> atSync = Map.of();

    @Override
    public void put(FunctionEntry f) {
        entries.put(f.key(), f);
    }

    @Override
    public void remove(FunctionEntry f) {
        entries.remove(f.key());
    }

    @Override
    public void put(VersionEntry v) {
        entries.put("version " + v.function().name() + ":" + v.version(), v);
    }

    @Override
    public void remove(VersionEntry v) {
        entries.remove("version " + v.function().name() + ":" + v.version());
    }

    @Override
    public void put(AliasEntry a) {
        entries.put("alias " + a.function().name() + ":" + a.name(), a);
    }

    @Override
    public void remove(AliasEntry a) {
        entries.remove("alias " + a.function().name() + ":" + a.name());
    }

    @Override
    public void put(UrlEntry u) {
        entries.put("url " + u.id(), u);
    }

    @Override
    public void remove(UrlEntry u) {
        entries.remove("url " + u.id());
    }

    @Override
    public void put(RevisionEntry r) {
        entries.put(r.key(), r);
    }

    @Override
    public void remove(RevisionEntry r) {
        entries.remove(r.key());
    }

    @Override
    public void put(PoolEntry p) {
        entries.put(p.key(), p);
    }

    @Override
    public void remove(PoolEntry p) {
        entries.remove(p.key());
    }

    @Override
    public void put(PodEntry p) {
        entries.put("pod " + p.name(), p);
    }

    @Override
    public void remove(PodEntry p) {
        entries.remove("pod " + p.name());
    }

    @Override
    public void synced() {
        atSync = Map.copyOf(entries);
        synced.countDown();
    }

    PoolEntry pool(PoolKey key) {
        return (PoolEntry) entries.get(key);
    }
}
