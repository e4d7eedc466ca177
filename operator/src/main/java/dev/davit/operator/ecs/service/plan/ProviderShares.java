package dev.davit.operator.ecs.service.plan;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Pure: gives the tasks of a deployment to capacity providers, as ECS does: the base first, then by weight. Counts go on with
 * each answer.
 */
public final class ProviderShares {

    private final List<CapacityProviderStrategyItem> strategy;
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Shares of a deployment.
     *
     * @param strategy what it asks for, or null
     * @param tasks its tasks that are there
     */
    public ProviderShares(List<CapacityProviderStrategyItem> strategy, List<TaskView> tasks) {
        this.strategy = Objects.requireNonNullElse(strategy, List.of());
        tasks.forEach(task -> counts.merge(task.provider(), 1, Integer::sum));
    }

    /** The provider of the next task; empty when none is asked for. */
    public Optional<String> next() {
        Optional<String> next = strategy.stream()
                .filter(item -> count(item) < base(item))
                .findFirst()
                .or(() -> strategy.stream()
                        .filter(item -> weight(item) > 0)
                        .min(Comparator.comparingDouble(
                                item -> (double) (count(item) - base(item) + 1) / weight(item))))
                .or(() -> strategy.stream().findFirst())
                .map(item -> item.capacityProvider);
        next.ifPresent(provider -> counts.merge(provider, 1, Integer::sum));
        return next;
    }

    private int count(CapacityProviderStrategyItem item) {
        return counts.getOrDefault(item.capacityProvider, 0);
    }

    private static int base(CapacityProviderStrategyItem item) {
        return Objects.requireNonNullElse(item.base, 0);
    }

    private static int weight(CapacityProviderStrategyItem item) {
        return Objects.requireNonNullElse(item.weight, 0);
    }
}
