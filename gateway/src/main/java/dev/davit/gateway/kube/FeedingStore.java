package dev.davit.gateway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The memory of an informer, which keeps of each object no more than its name and version and passes on what the gateway
 * wants of it. The informer changes it in order, so what is passed on is in order, and once the informer has synced all of
 * the first picture has been passed on. Equal news are not.
 */
final class FeedingStore<T extends HasMetadata, E> implements ItemStore<T> {

    private static final Logger LOG = Logger.getLogger(FeedingStore.class.getName());

    /** How to make, read and pass on: an empty object, its entry (null: not wanted), and what tells entries apart. */
    record Feed<T, E>(Supplier<T> empty, Function<T, E> entry, Function<E, ?> identity, Sink<E> sink) {}

    /** Where entries go. */
    interface Sink<E> {
        void put(E entry);

        void remove(E entry);
    }

    private final Feed<T, E> feed;
    private final Map<String, Held<T, E>> held = new ConcurrentHashMap<>();

    FeedingStore(Feed<T, E> feed) {
        this.feed = feed;
    }

    private record Held<T, E>(T skeleton, E entry) {}

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public T put(String key, T object) {
        E entry = read(key, object);
        Held<T, E> before = held.put(key, new Held<>(skeleton(object), entry));
        E earlier = before == null ? null : before.entry;
        if (earlier != null && (entry == null || !feed.identity.apply(earlier).equals(feed.identity.apply(entry)))) {
            feed.sink.remove(earlier);
            earlier = null;
        }
        if (entry != null && !entry.equals(earlier)) {
            feed.sink.put(entry);
        }
        return before == null ? null : before.skeleton;
    }

    @Override
    public T remove(String key) {
        Held<T, E> before = held.remove(key);
        if (before == null) {
            return null;
        }
        if (before.entry != null) {
            feed.sink.remove(before.entry);
        }
        return before.skeleton;
    }

    /** An object that cannot be read must not end the watch of the others. */
    private E read(String key, T object) {
        try {
            return feed.entry.apply(object);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Ignoring {0} {1}: {2}", new Object[] {
                object.getClass().getSimpleName(), key, e.getClass().getSimpleName()
            });
            return null;
        }
    }

    private T skeleton(T object) {
        T skeleton = feed.empty.get();
        skeleton.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withResourceVersion(object.getMetadata().getResourceVersion())
                .build());
        return skeleton;
    }

    @Override
    public Stream<String> keySet() {
        return held.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return held.values().stream().map(Held::skeleton);
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public T get(String key) {
        Held<T, E> found = held.get(key);
        return found == null ? null : found.skeleton;
    }

    @Override
    public boolean isFullState() {
        return false;
    }
}
