package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * On a full cluster, idle environments give way: those idle longest are retired for pods that no node has room for, as
 * far as somebody waits for them. What is provisioned stays, and so does what was idle only a moment.
 */
final class Room {

    private static final long MOMENT = 1_000_000_000L;

    private final State state;
    private final Coroner coroner;

    Room(State state, Coroner coroner) {
        this.state = state;
        this.coroner = coroner;
    }

    /** Looks whether room is needed, and makes it. */
    void make() {
        int missing = Math.min(homeless(), waitedFor()) - leaving();
        if (missing > 0) {
            longestIdle().stream()
                    .limit(missing)
                    .forEach(idle -> coroner.retire(idle, "The cluster is full, and another function needs the room"));
        }
    }

    /** Pods that no node has room for. */
    private int homeless() {
        return (int) members()
                .filter(e -> e.state() == EnvironmentState.STARTING && e.pod().phase() == PodPhase.UNSCHEDULABLE)
                .count();
    }

    /** Environments that somebody waits for. */
    private int waitedFor() {
        return state.queues.values().stream()
                .filter(queue -> !queue.waiting.isEmpty())
                .mapToInt(queue -> queue.wanted)
                .sum();
    }

    /** Pods that hold their place for a moment more. */
    private int leaving() {
        return (int) members()
                .filter(e -> e.state() == EnvironmentState.DEAD && e.pod().phase() == PodPhase.RUNNING)
                .count();
    }

    private Stream<Environment> members() {
        return state.books.values().stream().flatMap(book -> book.members.values().stream());
    }

    private List<Environment> longestIdle() {
        long before = state.now() - MOMENT;
        return state.queues.values().stream()
                .flatMap(queue -> queue.dispensable().stream())
                .filter(idle -> idle.sinceNanos() <= before)
                .sorted(Comparator.comparingLong(Environment::sinceNanos))
                .toList();
    }
}
