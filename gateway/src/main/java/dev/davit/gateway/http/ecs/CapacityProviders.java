package dev.davit.gateway.http.ecs;

import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import dev.davit.gateway.http.ecs.document.TaskDocument;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Where tasks may ask to run: FARGATE, and the names that the installation has. */
final class CapacityProviders {

    private static final int MOST = 20;
    private static final int LARGEST_BASE = 100_000;
    private static final int LARGEST_WEIGHT = 1_000;

    private final Set<String> names;

    CapacityProviders(Set<String> configured) {
        this.names = new TreeSet<>(configured);
        this.names.add(TaskDocument.FARGATE);
    }

    /** All names, in order. */
    Set<String> names() {
        return names;
    }

    /** Refuses a strategy with a name that is not there. */
    void check(List<CapacityProviderStrategyItem> strategy) {
        if (strategy == null) {
            return;
        }
        for (CapacityProviderStrategyItem item : strategy) {
            if (!names.contains(item.capacityProvider)) {
                throw EcsRefusal.invalid(
                        "The specified capacity provider '" + item.capacityProvider + "' was not found.");
            }
        }
    }

    /** {@code capacityProviderStrategy} of a request, with ECS's limits; null when it has none. */
    static List<CapacityProviderStrategyItem> strategy(Input input) {
        List<CapacityProviderStrategyItem> items = input.structures("capacityProviderStrategy").stream()
                .map(CapacityProviders::item)
                .toList();
        if (items.size() > MOST) {
            throw EcsRefusal.invalid("The capacity provider strategy cannot contain more than " + MOST + " items.");
        }
        if (items.stream().filter(item -> item.base != null && item.base > 0).count() > 1) {
            throw EcsRefusal.invalid(
                    "The capacity provider strategy cannot contain more than one capacity provider with a base value.");
        }
        if (items.size() > 1 && items.stream().allMatch(item -> Objects.requireNonNullElse(item.weight, 0) == 0)) {
            throw EcsRefusal.invalid(
                    "The capacity provider strategy must contain at least one capacity provider with a weight value greater"
                            + " than zero.");
        }
        return items.isEmpty() ? null : items;
    }

    private static CapacityProviderStrategyItem item(Input input) {
        input.needed("capacityProvider");
        within(input, "base", LARGEST_BASE);
        within(input, "weight", LARGEST_WEIGHT);
        return Input.part("capacityProviderStrategy", input.node(), CapacityProviderStrategyItem.class);
    }

    private static void within(Input input, String name, int most) {
        Integer value = input.number(name);
        if (value != null && (value < 0 || value > most)) {
            throw EcsRefusal.invalid(name + " of a capacity provider must be between 0 and " + most + ".");
        }
    }
}
