package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.ClusterFacts.Target;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pure: the three NetworkPolicies around every pod of a namespace that Davit makes, or that carries {@code
 * davit.dev/component: member}. {@code davit-wall} closes both directions but for DNS, {@code davit-runtime} lets functions
 * poll the gateway and tasks ask it of themselves, {@code davit-internet} lets those in no VPC reach the internet and nothing private.
 */
public final class WallPolicies {
    /** How many there are. */
    public static final int COUNT = 3;

    private static final List<String> PROTOCOLS = List.of("UDP", "TCP");

    private WallPolicies() {}

    /** The policies of a namespace. */
    public static List<NetworkPolicy> of(String namespace, ClusterFacts facts) {
        return List.of(
                policy(namespace, "davit-wall", around(Labels.ENVIRONMENT, Labels.TASK, Labels.MEMBER))
                        .editSpec()
                        .withPolicyTypes("Ingress", "Egress")
                        .withEgress(facts.dns().stream().map(WallPolicies::dns).toList())
                        .endSpec()
                        .build(),
                policy(namespace, "davit-runtime", around(Labels.ENVIRONMENT, Labels.TASK))
                        .editSpec()
                        .withPolicyTypes("Egress")
                        .withEgress(new NetworkPolicyEgressRule(
                                List.of(port("TCP", ClusterFacts.RUNTIME_PORT)), List.of(Peers.of(facts.gateway()))))
                        .endSpec()
                        .build(),
                policy(namespace, "davit-internet", outsideOfVpcs())
                        .editSpec()
                        .withPolicyTypes("Egress")
                        .withEgress(new NetworkPolicyEgressRule(
                                List.of(),
                                Stream.of("0.0.0.0/0", "::/0")
                                        .map(Cidr::of)
                                        .map(cidr -> new NetworkPolicyPeerBuilder()
                                                .withNewIpBlock()
                                                .withCidr(cidr.toString())
                                                .withExcept(closed(cidr, facts))
                                                .endIpBlock()
                                                .build())
                                        .toList()))
                        .endSpec()
                        .build());
    }

    private static NetworkPolicyBuilder policy(String namespace, String name, LabelSelector selector) {
        return new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.COMPONENT, Labels.WALL)
                .endMetadata()
                .withNewSpec()
                .withPodSelector(selector)
                .endSpec();
    }

    private static LabelSelector around(String... components) {
        return new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey(Labels.COMPONENT)
                .withOperator("In")
                .withValues(components)
                .endMatchExpression()
                .build();
    }

    private static LabelSelector outsideOfVpcs() {
        return new LabelSelectorBuilder(around(Labels.ENVIRONMENT, Labels.TASK, Labels.MEMBER))
                .addNewMatchExpression()
                .withKey(Labels.VPC)
                .withOperator("DoesNotExist")
                .endMatchExpression()
                .build();
    }

    private static NetworkPolicyEgressRule dns(Target dns) {
        return new NetworkPolicyEgressRule(
                dns.ports().stream()
                        .flatMap(port -> PROTOCOLS.stream().map(protocol -> port(protocol, port)))
                        .toList(),
                List.of(Peers.of(dns)));
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(number))
                .build();
    }

    private static List<String> closed(Cidr in, ClusterFacts facts) {
        return Cidr.aggregate(Stream.concat(
                                ClusterFacts.PRIVATE.stream(),
                                facts.closed().stream().map(ClusterFacts.Closed::cidr))
                        .filter(in::contains)
                        .toList())
                .stream()
                .map(Cidr::toString)
                .toList();
    }
}
