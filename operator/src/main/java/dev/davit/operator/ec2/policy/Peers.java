package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.PodLabels;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.List;
import java.util.TreeMap;

/** Pure: the other side of a rule, as NetworkPolicies say it. */
final class Peers {
    static final String NAMESPACE = "kubernetes.io/metadata.name";

    private Peers() {}

    /**
     * A peer and what it is known and sorted by.
     *
     * @param key equal for equal peers
     * @param peer the peer
     */
    record Named(String key, NetworkPolicyPeer peer) {}

    static Named ofVpc(String name) {
        return pods(Labels.VPC, name);
    }

    static Named ofSubnet(String name) {
        return pods(Labels.SUBNET, name);
    }

    static Named ofGroup(String name) {
        return pods(PodLabels.group(name), Labels.MEMBER);
    }

    /** Pods of the policy's own namespace. */
    private static Named pods(String label, String value) {
        NetworkPolicyPeer peer = new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .addToMatchLabels(label, value)
                .endPodSelector()
                .build();
        return new Named("pods " + label + "=" + value, peer);
    }

    /** The same peer for a policy of another namespace. */
    static Named of(String namespace, Named named) {
        NetworkPolicyPeer peer = named.peer();
        return peer.getPodSelector() == null || peer.getNamespaceSelector() != null
                ? named
                : new Named(
                        namespace + " " + named.key(),
                        new NetworkPolicyPeerBuilder(peer)
                                .withNewNamespaceSelector()
                                .addToMatchLabels(NAMESPACE, namespace)
                                .endNamespaceSelector()
                                .build());
    }

    static Named ofBlock(Cidr cidr, List<String> except) {
        NetworkPolicyPeer peer = new NetworkPolicyPeerBuilder()
                .withNewIpBlock()
                .withCidr(cidr.toString())
                .withExcept(except)
                .endIpBlock()
                .build();
        return new Named("block " + cidr + " " + except, peer);
    }

    static Named named(Target target) {
        return target.cidr() != null
                ? ofBlock(target.cidr(), List.of())
                : new Named("pods of " + target.namespace() + " " + new TreeMap<>(target.labels()), of(target));
    }

    static NetworkPolicyPeer of(Target target) {
        return target.cidr() != null
                ? new NetworkPolicyPeerBuilder()
                        .withNewIpBlock()
                        .withCidr(target.cidr().toString())
                        .endIpBlock()
                        .build()
                : new NetworkPolicyPeerBuilder()
                        .withNewNamespaceSelector()
                        .addToMatchLabels(NAMESPACE, target.namespace())
                        .endNamespaceSelector()
                        .withNewPodSelector()
                        .withMatchLabels(target.labels())
                        .endPodSelector()
                        .build();
    }
}
