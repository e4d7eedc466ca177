package dev.davit.e2e.bench;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** When watches first showed each of several things, by one clock: the phases of a start. */
final class Sightings implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final List<Watch> watches = new ArrayList<>();
    private final List<String> awaited = new ArrayList<>();
    private long began;

    /** Watches for the first event that meets each of the conditions; one watch for all of them. */
    <T> Sightings of(Watchable<T> watched, Map<String, Predicate<T>> conditions) {
        awaited.addAll(conditions.keySet());
        watches.add(watched.watch(new Watcher<T>() {
            @Override
            public void eventReceived(Action event, T object) {
                long now = System.nanoTime();
                conditions.forEach((what, condition) -> {
                    if (condition.test(object)) {
                        seen.putIfAbsent(what, now);
                    }
                });
            }

            @Override
            public void onClose(WatcherException cause) {
                // The time limit of the wait tells.
            }
        }));
        return this;
    }

    /** Does it, and waits until all has been seen. */
    Sightings after(Runnable action) {
        began = System.nanoTime();
        action.run();
        Awaitility.await("sight of " + awaited)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> seen.keySet().containsAll(awaited));
        return this;
    }

    /** Nanoseconds from the action until it was seen. */
    long at(String what) {
        return seen.get(what) - began;
    }

    /** Nanoseconds from one sight to another. */
    long between(String first, String second) {
        return seen.get(second) - seen.get(first);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
