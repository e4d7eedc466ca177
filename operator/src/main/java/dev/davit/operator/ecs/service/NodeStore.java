package dev.davit.operator.ecs.service;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Map;

/** A cache of nodes as places of tasks: name, zone, and whether they take pods. */
final class NodeStore extends TransformingItemStore<Node> {
    NodeStore() {
        super(NodeStore::lean);
    }

    private static Node lean(Node node) {
        String zone = node.getMetadata().getLabels().get(Nodes.ZONE);
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.getMetadata().getName())
                .withUid(node.getMetadata().getUid())
                .withResourceVersion(node.getMetadata().getResourceVersion())
                .withLabels(zone == null ? Map.of() : Map.of(Nodes.ZONE, zone))
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(node.getSpec().getUnschedulable())
                .withTaints(node.getSpec().getTaints())
                .endSpec()
                .build();
    }
}
