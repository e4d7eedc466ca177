package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.network.ClusterFacts.Target;
import dev.davit.network.PodLabels;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.Map;

/** Pure: the other side of a rule, as NetworkPolicies say it. */
final class Peers {
    static final String NAMESPACE = "kubernetes.io/metadata.name";

    private Peers() {}

    static NetworkPolicyPeer ofVpc(String name) {
        return pods(Map.of(Labels.VPC, name));
    }

    static NetworkPolicyPeer ofSubnet(String name) {
        return pods(Map.of(Labels.SUBNET, name));
    }

    static NetworkPolicyPeer ofGroup(String name) {
        return pods(Map.of(PodLabels.group(name), Labels.MEMBER));
    }

    /** Pods of the policy's own namespace. */
    private static NetworkPolicyPeer pods(Map<String, String> labels) {
        return new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .withMatchLabels(labels)
                .endPodSelector()
                .build();
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
