package dev.davit.operator.ecs.service.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pure: which stopped tasks are kept. Their logs are for people, their failures for the circuit breaker.
 *
 * @param remove those that go now
 * @param again when the next one goes
 */
public record Retention(List<TaskView> remove, Optional<Instant> again) {

    /** How long a stopped task is kept, as in ECS. */
    public static final Duration KEPT = Duration.ofHours(1);

    /** How many stopped tasks are kept at least for as long as that. */
    private static final int FEW = 10;

    private static final Comparator<TaskView> NEWEST_FIRST =
            Comparator.comparing(TaskView::at).thenComparing(TaskView::index).reversed();

    /**
     * Keeps the newest stopped tasks for an hour, and the failures that are being counted for as long as that takes.
     *
     * @param counted failures of a deployment in progress
     */
    public static Retention of(List<TaskView> tasks, Failures counted, int desired, Instant now) {
        Set<TaskView> needed = new HashSet<>(counted.tasks());
        List<TaskView> stopped = tasks.stream()
                .filter(task -> !task.there() && !needed.contains(task))
                .sorted(NEWEST_FIRST)
                .toList();
        List<TaskView> few = stopped.stream().limit(Math.max(desired, FEW)).toList();
        List<TaskView> remove = stopped.stream()
                .filter(task -> !few.contains(task) || !task.at().plus(KEPT).isAfter(now))
                .toList();
        Optional<Instant> again = few.stream()
                .filter(task -> !remove.contains(task))
                .map(task -> task.at().plus(KEPT))
                .min(Comparator.naturalOrder());
        return new Retention(remove, again);
    }
}
