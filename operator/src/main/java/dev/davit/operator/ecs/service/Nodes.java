package dev.davit.operator.ecs.service;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pure: the nodes of the cluster as services see them.
 *
 * @param draining those that take no new pods because somebody wants them empty: ECS's container instances that are DRAINING
 * @param zones the zone of each that has one
 * @param open the zones with a node that takes pods
 */
record Nodes(Set<String> draining, Map<String, String> zones, Set<String> open) {

    static final String ZONE = "topology.kubernetes.io/zone";

    /** Taints of those that take nodes away: Karpenter and the Cluster Autoscaler. */
    private static final Set<String> TAKEN = Set.of("karpenter.sh/disrupted", "ToBeDeletedByClusterAutoscaler");

    static Nodes of(Stream<Node> nodes) {
        List<Node> all = nodes.toList();
        Map<String, String> zones = new HashMap<>();
        all.forEach(node -> zone(node, zones));
        return new Nodes(
                all.stream()
                        .filter(Nodes::draining)
                        .map(node -> node.getMetadata().getName())
                        .collect(Collectors.toUnmodifiableSet()),
                zones,
                all.stream()
                        .filter(Nodes::open)
                        .map(node -> zones.get(node.getMetadata().getName()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the node is cordoned, or about to be taken away. */
    static boolean draining(Node node) {
        return Boolean.TRUE.equals(node.getSpec().getUnschedulable())
                || node.getSpec().getTaints().stream().map(Taint::getKey).anyMatch(TAKEN::contains);
    }

    /** Whether the node takes pods. */
    static boolean open(Node node) {
        return !draining(node) && node.getSpec().getTaints().stream().noneMatch(Nodes::keepsOff);
    }

    private static boolean keepsOff(Taint taint) {
        return !"PreferNoSchedule".equals(taint.getEffect());
    }

    private static void zone(Node node, Map<String, String> zones) {
        String zone = node.getMetadata().getLabels().get(ZONE);
        if (zone != null) {
            zones.put(node.getMetadata().getName(), zone);
        }
    }
}
