package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.scale.PoolDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a namespace's next owner must know and cannot see in the cluster, or not yet.
 *
 * @param demands what each pool was last told
 * @param engagements environments at work for the former owner, or for one before it
 * @param initialising environments that have got their code and not asked for an invocation yet
 */
public record Handover(
        Map<PoolKey, PoolDemand> demands, List<Engagement> engagements, Set<EnvironmentId> initialising) {

    /** Nothing. */
    public static final Handover NOTHING = new Handover(Map.of(), List.of(), Set.of());

    /** What it says of namespaces that are not wanted, each by itself. */
    public Map<String, Handover> without(Predicate<String> wanted) {
        Set<String> namespaces = new HashSet<>();
        demands.keySet().forEach(pool -> namespaces.add(pool.namespace()));
        engagements.forEach(each -> namespaces.add(each.id().namespace()));
        initialising.forEach(id -> namespaces.add(id.namespace()));
        namespaces.removeIf(wanted);
        Map<String, Handover> parts = new HashMap<>();
        namespaces.forEach(namespace -> parts.put(namespace, of(namespace)));
        return parts;
    }

    private Handover of(String namespace) {
        Map<PoolKey, PoolDemand> its = new HashMap<>(demands);
        its.keySet().removeIf(pool -> !pool.namespace().equals(namespace));
        return new Handover(
                its,
                engagements.stream()
                        .filter(each -> each.id().namespace().equals(namespace))
                        .toList(),
                initialising.stream()
                        .filter(id -> id.namespace().equals(namespace))
                        .collect(Collectors.toSet()));
    }

    /** All of them together; no two speak of the same namespace. */
    public static Handover of(List<Handover> parts) {
        Map<PoolKey, PoolDemand> demands = new HashMap<>();
        List<Engagement> engagements = new ArrayList<>();
        Set<EnvironmentId> initialising = new HashSet<>();
        for (Handover part : parts) {
            demands.putAll(part.demands);
            engagements.addAll(part.engagements);
            initialising.addAll(part.initialising);
        }
        return new Handover(demands, engagements, initialising);
    }
}
