package dev.davit.operator.ec2.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.network.Cidr;
import dev.davit.network.Network;
import dev.davit.network.Rule;
import dev.davit.network.Rule.Peer;
import dev.davit.network.Rule.Ports;
import dev.davit.network.Rule.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryPoliciesTest {
    private static final Network.Balancer BALANCER =
            new Network.Balancer("lb", Set.of("front"), Set.of("vpc"), Map.of(80, 10000, 443, 10001));

    private static List<NetworkPolicyIngressRule> rules(
            boolean open, List<NetworkPolicyPeer> everybody, Rule... rules) {
        Network network = new Network(
                "team",
                Map.of("vpc", new Network.Vpc("vpc", List.of(Cidr.of("10.1.0.0/16")))),
                Map.of(
                        "a",
                        new Network.Zone("a", "vpc", List.of(Cidr.of("10.1.0.0/24")), false),
                        "b",
                        new Network.Zone("b", "vpc", List.of(Cidr.of("10.1.1.0/24")), false)),
                Map.of(
                        "front", new Network.Group("front", "vpc", List.of(rules), List.of()),
                        "app", new Network.Group("app", "vpc", List.of(), List.of())),
                Set.of(),
                List.of(BALANCER));
        return EntryPolicies.of(BALANCER, open, network, RandomNetworks.FACTS, everybody);
    }

    private static Rule tcp(int port, Peer peer) {
        return new Rule(Protocol.TCP, new Ports(port, port), peer, "rule");
    }

    private static List<Integer> ports(NetworkPolicyIngressRule rule) {
        return rule.getPorts().stream().map(port -> port.getPort().getIntVal()).toList();
    }

    @Test
    void aRuleIsAboutTheListenersPortAndOpensTheGatewaysPortOfIt() {
        assertThat(rules(false, List.of(), tcp(443, new Peer.Members("app"))))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(ports(rule)).containsExactly(10001);
                    assertThat(rule.getFrom()).singleElement().satisfies(peer -> {
                        assertThat(peer.getNamespaceSelector().getMatchLabels())
                                .containsExactly(Map.entry("kubernetes.io/metadata.name", "team"));
                        assertThat(peer.getPodSelector().getMatchLabels())
                                .containsExactly(Map.entry("securitygroup.ec2.davit.dev/app", "member"));
                    });
                });
    }

    @Test
    void nobodyComesInWithoutARuleNorByOneOfAnotherPortOrProtocol() {
        assertThat(rules(false, List.of())).isEmpty();
        assertThat(rules(false, List.of(), tcp(8080, new Peer.Members("app")))).isEmpty();
        Rule udp = new Rule(Protocol.UDP, Ports.ALL, new Peer.Members("app"), "rule");
        assertThat(rules(false, List.of(), udp)).isEmpty();
    }

    @Test
    void allAddressesAreEverybody() {
        NetworkPolicyPeer mesh = new NetworkPolicyPeerBuilder()
                .withNewPodSelector()
                .addToMatchLabels("app", "ingress")
                .endPodSelector()
                .build();
        Rule everywhere = new Rule(Protocol.ALL, Ports.ALL, new Peer.Block(Cidr.of("0.0.0.0/0")), "rule");
        assertThat(rules(false, List.of(mesh), everywhere))
                .extracting(EntryPoliciesTest::ports)
                .containsExactly(List.of(10000), List.of(10001));
        assertThat(rules(false, List.of(mesh), everywhere))
                .allSatisfy(rule -> assertThat(rule.getFrom()).containsExactly(mesh));
    }

    @Test
    void aBlockMeansTheSubnetsThatItCoversAndAddressesOutside() {
        assertThat(rules(false, List.of(), tcp(80, new Peer.Block(Cidr.of("10.1.1.0/24")))))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom()).singleElement().satisfies(peer -> {
                    assertThat(peer.getPodSelector().getMatchLabels())
                            .containsExactly(Map.entry("ec2.davit.dev/subnet", "b"));
                    assertThat(peer.getNamespaceSelector()).isNotNull();
                }));
        assertThat(rules(false, List.of(), tcp(80, new Peer.Block(Cidr.of("203.0.113.0/24")))))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getFrom()).singleElement().satisfies(peer -> assertThat(
                                peer.getIpBlock().getCidr())
                        .isEqualTo("203.0.113.0/24")));
    }

    @Test
    void aLoadBalancerWithoutGroupsIsOpen() {
        NetworkPolicyPeer anybody = new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .build();
        assertThat(rules(true, List.of(anybody))).hasSize(2).allSatisfy(rule -> assertThat(rule.getFrom())
                .containsExactly(anybody));
    }
}
