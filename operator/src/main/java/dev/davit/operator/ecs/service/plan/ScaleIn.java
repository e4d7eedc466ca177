package dev.davit.operator.ecs.service.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pure: which of several equal tasks go. */
public final class ScaleIn {

    private static final Comparator<TaskView> LEAST_USE_FIRST = Comparator.comparingInt(ScaleIn::use);

    private ScaleIn() {}

    /**
     * Those that serve least go first: pending ones, then unhealthy, then not yet healthy ones; among equals one
     * whose node is drained, then one from the zone that has most, and there the newest.
     */
    public static List<TaskView> choose(List<TaskView> tasks, int count) {
        List<TaskView> left = new ArrayList<>(tasks);
        List<TaskView> chosen = new ArrayList<>();
        while (chosen.size() < count && !left.isEmpty()) {
            Map<String, Long> crowd =
                    left.stream().collect(Collectors.groupingBy(TaskView::zone, Collectors.counting()));
            TaskView next = left.stream()
                    .min(LEAST_USE_FIRST
                            .thenComparing(task -> !task.leaving())
                            .thenComparing(Comparator.comparingLong((TaskView task) -> crowd.get(task.zone()))
                                    .reversed())
                            .thenComparing(Comparator.comparingLong(TaskView::deployment)
                                    .reversed())
                            .thenComparing(
                                    Comparator.comparingLong(TaskView::index).reversed()))
                    .orElseThrow();
            left.remove(next);
            chosen.add(next);
        }
        return chosen;
    }

    private static int use(TaskView task) {
        return switch (task.phase()) {
            case PENDING -> 0;
            case UNHEALTHY -> 1;
            case STARTING -> 2;
            default -> 3;
        };
    }
}
