package dev.davit.operator.ecs.service.plan;

import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.ThresholdConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pure: the tasks of a deployment that failed in a row, in the order in which they were started.
 *
 * @param tasks those that failed since the last one that was healthy
 * @param unplaced how often others, which wait without a pod, could not be placed; 0 while another task of the deployment
 *     has its pod, by which it is judged: a quota may be what an old task needs that goes once that one is healthy
 */
public record Failures(List<TaskView> tasks, int unplaced) {

    /** No failure. */
    public static final Failures NONE = new Failures(List.of(), 0);

    private static final int BOUND_LOW = 3;
    private static final int BOUND_HIGH = 200;
    private static final int DEFAULT_PERCENT = 50;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int LONGEST_ROUND = 9;

    /**
     * The failures of a deployment.
     *
     * @param reset whether a healthy task ends the row
     */
    public static Failures of(List<TaskView> tasks, long deployment, boolean reset) {
        List<TaskView> own =
                tasks.stream().filter(task -> task.deployment() == deployment).toList();
        long since = reset
                ? own.stream()
                        .filter(TaskView::worked)
                        .mapToLong(TaskView::index)
                        .max()
                        .orElse(0)
                : 0;
        List<TaskView> row = own.stream()
                .filter(task -> task.index() > since)
                .sorted(Comparator.comparingLong(TaskView::index))
                .toList();
        boolean placed = own.stream().anyMatch(task -> task.live() && !task.hindered() || reset && task.worked());
        return new Failures(
                row.stream().filter(TaskView::failed).toList(),
                placed ? 0 : row.stream().mapToInt(TaskView::unplaced).sum());
    }

    public static boolean resets(DeploymentCircuitBreaker breaker) {
        return breaker == null || !Boolean.FALSE.equals(breaker.resetOnHealthyTask);
    }

    /** All of them: ECS counts a task that it cannot launch as one that failed. */
    public int count() {
        return tasks.size() + unplaced;
    }

    /** How many failures the circuit breaker takes for a failed deployment: half of the wanted, 3 to 200, unless it says else. */
    public static int threshold(DeploymentCircuitBreaker breaker, int desired) {
        ThresholdConfiguration asked = breaker.thresholdConfiguration;
        int value = asked == null || asked.value == null ? DEFAULT_PERCENT : asked.value;
        String type = asked == null || asked.type == null ? "BOUNDED_PERCENT" : asked.type;
        int percent = (int) Math.min(Integer.MAX_VALUE, ((long) desired * value + 99) / 100);
        return switch (type) {
            case "COUNT" -> value;
            case "UNBOUNDED_PERCENT" -> Math.max(1, percent);
            default -> Math.clamp(percent, BOUND_LOW, BOUND_HIGH);
        };
    }

    /**
     * When the next task may start: the more often as many tasks as are wanted have failed, the later; at most a quarter of
     * an hour after the last failure.
     */
    public Optional<Instant> nextStart(int desired) {
        return tasks.stream()
                .map(TaskView::at)
                .max(Comparator.naturalOrder())
                .map(last -> last.plus(pause(rounds(desired))));
    }

    private int rounds(int desired) {
        int size = Math.max(1, desired);
        return (tasks.size() + size - 1) / size;
    }

    private static Duration pause(int rounds) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (Math.min(rounds, LONGEST_ROUND) - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
