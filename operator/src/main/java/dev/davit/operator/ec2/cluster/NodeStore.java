package dev.davit.operator.ec2.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** A cache of nodes as places in a network: name and addresses. */
final class NodeStore extends TransformingItemStore<Node> {
    NodeStore() {
        super(NodeStore::lean);
    }

    private static Node lean(Node node) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.getMetadata().getName())
                .withUid(node.getMetadata().getUid())
                .withResourceVersion(node.getMetadata().getResourceVersion())
                .endMetadata()
                .withNewSpec()
                .withPodCIDRs(node.getSpec().getPodCIDRs())
                .endSpec()
                .withNewStatus()
                .withAddresses(node.getStatus().getAddresses())
                .endStatus()
                .build();
    }
}
