package dev.davit.operator.fargate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.CapacityProviderStrategyItem;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where tasks may run: names that the owner of the cluster has given to kinds of nodes and to container runtimes. FARGATE is
 * always among them, and is any node when nothing else is said.
 */
public final class CapacityProviders {

    private static final String FARGATE = "FARGATE";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Provider> byName;

    private CapacityProviders(Map<String, Provider> byName) {
        this.byName = byName;
    }

    /**
     * What a capacity provider is made of.
     *
     * @param nodeSelector labels of its nodes
     * @param runtimeClassName the RuntimeClass of its pods, such as gvisor
     * @param tolerations taints that its pods stand
     */
    public record Provider(
            @JsonProperty("nodeSelector") Map<String, String> nodeSelector,
            @JsonProperty("runtimeClassName") String runtimeClassName,
            @JsonProperty("tolerations") List<Toleration> tolerations) {

        /** What is not said is nothing. */
        public Provider {
            nodeSelector = Objects.requireNonNullElse(nodeSelector, Map.of());
            tolerations = Objects.requireNonNullElse(tolerations, List.of());
        }
    }

    /** Reads what the chart says: a JSON object of providers by their names. A text that is none is a mistake of the installation. */
    public static CapacityProviders parse(Optional<String> text) {
        try {
            Map<String, Provider> byName = new TreeMap<>(Map.of(FARGATE, new Provider(null, null, null)));
            byName.putAll(JSON.readValue(text.orElse("{}"), new TypeReference<Map<String, Provider>>() {}));
            return new CapacityProviders(byName);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "DAVIT_CAPACITY_PROVIDERS is not a JSON object of capacity providers", e);
        }
    }

    /** Why the strategy cannot be followed, in ECS's words and with the fix. */
    public Optional<String> problem(List<CapacityProviderStrategyItem> strategy) {
        List<CapacityProviderStrategyItem> items = Objects.requireNonNullElse(strategy, List.of());
        Optional<String> unknown = items.stream()
                .map(item -> item.capacityProvider)
                .filter(name -> !byName.containsKey(name))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("The specified capacity provider '%s' was not found; there are %s, and the owner of the"
                            .formatted(unknown.get(), String.join(", ", byName.keySet()))
                    + " cluster can add others with the chart's tasks.capacityProviders");
        }
        return items.size() > 1 && items.stream().allMatch(item -> weight(item) == 0 && base(item) == 0)
                ? Optional.of(
                        "The specified capacity provider strategy cannot contain only capacity providers with a weight"
                                + " of 0; give one of them a weight")
                : Optional.empty();
    }

    /** The provider of a task, drawn by weight once one with a base is served first; the same for the same task. */
    public Optional<String> choose(List<CapacityProviderStrategyItem> strategy, String uid) {
        if (strategy == null || strategy.isEmpty()) {
            return Optional.empty();
        }
        Optional<CapacityProviderStrategyItem> base =
                strategy.stream().filter(item -> base(item) > 0).findFirst();
        int sum = strategy.stream().mapToInt(CapacityProviders::weight).sum();
        if (base.isPresent() || sum == 0) {
            return Optional.of(base.orElse(strategy.getFirst()).capacityProvider);
        }
        int drawn = Math.floorMod(uid.hashCode(), sum);
        for (CapacityProviderStrategyItem item : strategy) {
            drawn -= weight(item);
            if (drawn < 0) {
                return Optional.of(item.capacityProvider);
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** The provider of that name, which was checked; of tasks that name none FARGATE. */
    public Provider get(Optional<String> name) {
        return byName.get(name.orElse(FARGATE));
    }

    private static int weight(CapacityProviderStrategyItem item) {
        return Objects.requireNonNullElse(item.weight, 0);
    }

    private static int base(CapacityProviderStrategyItem item) {
        return Objects.requireNonNullElse(item.base, 0);
    }
}
