package dev.davit.gateway.http.metadata;

import dev.davit.api.common.TaskMetadataToken;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.gateway.http.ecs.document.TaskFacts;
import dev.davit.gateway.kernel.Bounded;
import dev.davit.gateway.kernel.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * What tasks were told last, so that one that asks in a loop asks the API server once in two seconds; and how often they asked.
 * A program may ask before the operator has told its Task what it runs: that is waited for, as on ECS nobody runs before. On the
 * gateway's one thread.
 */
final class RecentTasks {

    /** How long an answer stays good, in nanoseconds. */
    static final long FRESH_NANOS = 2_000_000_000L;

    /** AWS's limits for a task: 40 requests a second, 60 at once. */
    static final int RATE = 40;

    static final int BURST = 60;

    /** How often a Task that does not tell its definition yet is read, a pause apart. */
    static final int TRIES = 20;

    /** That pause: all of them together are two seconds. */
    static final Duration PAUSE = Duration.ofMillis(100);

    private static final int MOST = 2_000;
    private static final double SECOND = 1e9;

    private final BiFunction<String, String, CompletionStage<Optional<Task>>> source;
    private final Clock clock;
    private final Executor afterPause;
    private final Map<String, Asked> entries = Bounded.used(MOST);

    /** {@code afterPause} runs what it is given on the gateway's one thread, a {@link #PAUSE} later. */
    RecentTasks(BiFunction<String, String, CompletionStage<Optional<Task>>> source, Clock clock, Executor afterPause) {
        this.source = source;
        this.clock = clock;
        this.afterPause = afterPause;
    }

    /** The Task that is asked for; null when it has been asked for too often. */
    CompletionStage<Optional<Task>> find(TaskMetadataToken token) {
        long now = clock.nanos();
        Asked entry = entries.computeIfAbsent(token.namespace() + "/" + token.task(), key -> new Asked(now));
        if (!entry.admits(now)) {
            return null;
        }
        if (entry.isStale(now)) {
            entry.readAt = now;
            entry.answer = read(token, TRIES).toCompletableFuture();
        }
        return entry.answer;
    }

    private CompletionStage<Optional<Task>> read(TaskMetadataToken token, int tries) {
        return source.apply(token.namespace(), token.task())
                .thenCompose(found -> tries > 1 && isUntold(found)
                        ? CompletableFuture.runAsync(() -> {}, afterPause).thenCompose(done -> read(token, tries - 1))
                        : CompletableFuture.completedFuture(found));
    }

    private static boolean isUntold(Optional<Task> found) {
        return found.filter(task -> TaskFacts.definition(task) == null).isPresent();
    }

    private static final class Asked {

        private CompletableFuture<Optional<Task>> answer;
        private long readAt;
        private double left = BURST;
        private long countedAt;

        Asked(long now) {
            countedAt = now;
        }

        boolean admits(long now) {
            left = Math.min(BURST, left + (now - countedAt) / SECOND * RATE);
            countedAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }

        /** A read under way is waited for, however long it takes; one that failed is not kept longer than an answer. */
        boolean isStale(long now) {
            return answer == null || answer.isDone() && now - readAt >= FRESH_NANOS;
        }
    }
}
