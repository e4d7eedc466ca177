package dev.davit.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** How long it takes from an action until a watch shows what it leads to. */
final class FirstSight {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private FirstSight() {}

    /** Nanoseconds from the action to the first event that meets the condition. */
    static <T> long of(Watchable<T> watched, Runnable action, Predicate<T> condition) throws InterruptedException {
        var seen = new CountDownLatch(1);
        var at = new long[1];
        try (var _ = watched.watch(new Watcher<T>() {
            @Override
            public void eventReceived(Action event, T object) {
                if (condition.test(object) && at[0] == 0) {
                    at[0] = System.nanoTime();
                    seen.countDown();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // The latch's time limit tells.
            }
        })) {
            long began = System.nanoTime();
            action.run();
            assertThat(seen.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("seen in time")
                    .isTrue();
            return at[0] - began;
        }
    }
}
