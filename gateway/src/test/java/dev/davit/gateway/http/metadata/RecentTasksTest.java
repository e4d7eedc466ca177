package dev.davit.gateway.http.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.TaskMetadataToken;
import dev.davit.api.ecs.v1alpha1.Task;
import dev.davit.api.ecs.v1alpha1.TaskStatus;
import dev.davit.gateway.kernel.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** ADR 35, invariant 4. */
class RecentTasksTest {

    private static final TaskMetadataToken MAIN = new TaskMetadataToken("team-a", "t", "main");
    private static final TaskMetadataToken SIDE = new TaskMetadataToken("team-a", "t", "side");
    private static final TaskMetadataToken OTHER = new TaskMetadataToken("team-b", "t", "main");

    private long now;
    private final List<CompletableFuture<Optional<Task>>> reads = new ArrayList<>();
    private final Deque<Runnable> paused = new ArrayDeque<>();
    private final RecentTasks tasks = new RecentTasks(
            (namespace, task) -> {
                reads.add(new CompletableFuture<>());
                return reads.getLast();
            },
            new Clock() {
                @Override
                public long epochMillis() {
                    return now / 1_000_000;
                }

                @Override
                public long nanos() {
                    return now;
                }
            },
            task -> paused.add(task));

    private static Optional<Task> told() {
        Task task = new Task();
        task.setStatus(new TaskStatus());
        task.getStatus().taskDefinitionArn = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:7";
        return Optional.of(task);
    }

    @Test
    void readsOnceForAllContainersOfATaskUntilTheAnswerIsOld() {
        CompletionStage<Optional<Task>> first = tasks.find(MAIN);
        now += 10 * RecentTasks.FRESH_NANOS;
        assertThat(tasks.find(SIDE)).as("under way").isSameAs(first);
        reads.getFirst().complete(told());
        tasks.find(MAIN);
        assertThat(reads).hasSize(2);
        reads.get(1).complete(told());
        now += RecentTasks.FRESH_NANOS - 1;
        tasks.find(SIDE);
        assertThat(reads).hasSize(2);
        now++;
        tasks.find(SIDE);
        assertThat(reads).hasSize(3);
    }

    /** A container of a fast task is quicker than the operator's first word of it, on a busy machine. */
    @Test
    void waitsUntilATaskHasBeenToldWhatItRuns() {
        var answer = tasks.find(MAIN).toCompletableFuture();
        reads.getFirst().complete(Optional.of(new Task()));
        assertThat(answer).isNotDone();
        assertThat(reads).as("not before the pause is over").hasSize(1);
        paused.remove().run();
        assertThat(tasks.find(SIDE)).as("waits for the same").isSameAs(answer);
        var told = told();
        reads.get(1).complete(told);
        assertThat(answer).isCompletedWithValue(told);
    }

    @Test
    void tellsWhatIsKnownWhenATaskIsNotToldForLong() {
        var answer = tasks.find(MAIN).toCompletableFuture();
        for (int i = 1; i < RecentTasks.TRIES; i++) {
            reads.getLast().complete(Optional.of(new Task()));
            paused.remove().run();
        }
        assertThat(answer).isNotDone();
        reads.getLast().complete(Optional.of(new Task()));
        assertThat(answer).isCompleted();
        assertThat(paused).isEmpty();
    }

    @Test
    void doesNotWaitForATaskThatIsNotThere() {
        var answer = tasks.find(MAIN).toCompletableFuture();
        reads.getFirst().complete(Optional.empty());
        assertThat(answer).isCompletedWithValue(Optional.empty());
    }

    @Test
    void readsForEachTask() {
        tasks.find(MAIN);
        tasks.find(OTHER);
        assertThat(reads).hasSize(2);
    }

    @Test
    void admitsAsManyAsAwsForAllContainersTogetherAndNobodyPaysForAnother() {
        for (int i = 0; i < RecentTasks.BURST; i++) {
            assertThat(tasks.find(i % 2 == 0 ? MAIN : SIDE)).isNotNull();
        }
        assertThat(tasks.find(MAIN)).isNull();
        assertThat(tasks.find(OTHER)).isNotNull();
        now += 1_000_000_000L;
        for (int i = 0; i < RecentTasks.RATE; i++) {
            assertThat(tasks.find(MAIN)).isNotNull();
        }
        assertThat(tasks.find(MAIN)).isNull();
    }
}
