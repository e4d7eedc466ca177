package dev.davit.operator.ecs.service.plan;

import dev.davit.api.ecs.v1alpha1.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Pure: which task of a service moves, because its zone has at least two tasks more than another has. One at a time: the next
 * starts before it stops, and goes to the zone with fewest when there is room. As nobody can tell whether there will be, no
 * other one moves for a while.
 *
 * @param moving the name of the task that leaves
 * @param again when to look again although nothing reports a change
 */
public record ZoneBalance(Optional<String> moving, Optional<Instant> again) {

    /** How long after a start none is moved. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    private static final ZoneBalance KEPT = new ZoneBalance(Optional.empty(), Optional.empty());
    private static final Comparator<TaskView> BY_AGE = Comparator.comparingLong(TaskView::index);

    /** Whether the service wants its zones evened out. */
    public static boolean asked(Service service) {
        return "ENABLED".equals(service.getSpec().availabilityZoneRebalancing);
    }

    /**
     * The balance of a service whose deployment is completed.
     *
     * @param tasks its tasks
     * @param desired how many are wanted
     * @param zones the zones in which there may be tasks
     * @param now the time of the pass
     */
    public static ZoneBalance of(List<TaskView> tasks, int desired, Set<String> zones, Instant now) {
        List<TaskView> live =
                tasks.stream().filter(TaskView::live).sorted(BY_AGE).toList();
        int spare = live.size() - desired;
        List<TaskView> settled = live.stream().limit(desired).toList();
        if (spare < 0
                || spare > 1
                || settled.stream()
                        .anyMatch(task -> !task.healthy() || task.leaving() || !zones.contains(task.zone()))) {
            return KEPT;
        }
        Optional<String> moving = fullest(settled, zones);
        // With one task more than is wanted, the newest is the one that takes its place.
        Optional<Instant> rested = spare == 1 || moving.isEmpty()
                ? Optional.empty()
                : Optional.of(live.getLast().at().plus(PAUSE));
        return rested.filter(at -> at.isAfter(now)).isPresent()
                ? new ZoneBalance(Optional.empty(), rested)
                : new ZoneBalance(moving, Optional.empty());
    }

    /** The newest task of the zone that has most, if another has at least two fewer. */
    private static Optional<String> fullest(List<TaskView> tasks, Collection<String> zones) {
        Map<String, Long> counts = tasks.stream().collect(Collectors.groupingBy(TaskView::zone, Collectors.counting()));
        Function<String, Long> count = zone -> counts.getOrDefault(zone, 0L);
        long most = zones.stream().map(count).max(Long::compare).orElse(0L);
        long fewest = zones.stream().map(count).min(Long::compare).orElse(0L);
        return most - fewest < 2
                ? Optional.empty()
                : tasks.stream()
                        .filter(task -> count.apply(task.zone()) == most)
                        .max(BY_AGE)
                        .map(TaskView::name);
    }
}
