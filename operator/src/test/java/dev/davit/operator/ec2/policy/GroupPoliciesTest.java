package dev.davit.operator.ec2.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.network.Cidr;
import dev.davit.network.Network;
import dev.davit.network.Rule;
import dev.davit.network.Rule.Peer;
import dev.davit.network.Rule.Ports;
import dev.davit.network.Rule.Protocol;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupPoliciesTest {
    private static final Network.Vpc MAIN = new Network.Vpc("main", List.of(Cidr.of("10.0.0.0/16")));
    private static final Network.Zone PUBLIC =
            new Network.Zone("public", "main", List.of(Cidr.of("10.0.0.0/24")), true);
    private static final Network.Zone PRIVATE =
            new Network.Zone("private", "main", List.of(Cidr.of("10.0.1.0/24")), false);

    private static Rule tcp(int port, Peer peer) {
        return new Rule(Protocol.TCP, new Ports(port, port), peer, "a rule");
    }

    private static Peer block(String cidr) {
        return new Peer.Block(Cidr.of(cidr));
    }

    private static Network.Group group(String name, List<Rule> ingress, List<Rule> egress) {
        return new Network.Group(name, "main", ingress, egress);
    }

    private static Network network(Network.Group... groups) {
        Map<String, Network.Group> byName = new TreeMap<>();
        for (Network.Group group : groups) {
            byName.put(group.name(), group);
        }
        return new Network(
                "team", Map.of("main", MAIN), Map.of("public", PUBLIC, "private", PRIVATE), byName, Set.of());
    }

    private static List<NetworkPolicy> compile(Network.Group group) {
        return GroupPolicies.of(group, network(group), RandomNetworks.FACTS).policies();
    }

    private static String yaml(List<NetworkPolicy> policies) {
        return Serialization.asYaml(policies);
    }

    @Test
    void makesNoPolicyForADirectionWithoutRules() {
        assertThat(compile(group("web", List.of(), List.of()))).isEmpty();
        assertThat(compile(group("web", List.of(tcp(443, block("0.0.0.0/0"))), List.of())))
                .extracting(p -> p.getMetadata().getName())
                .containsExactly("davit-sg-web-ingress");
    }

    @Test
    void admitsTheGatewayWhereALoadBalancerIsInTheNamedGroupAndNowhereElse() {
        Network.Group web = group(
                "web",
                List.of(tcp(8080, new Peer.Members("balancer"))),
                List.of(tcp(8080, new Peer.Members("balancer"))));
        Network plain = network(web, group("balancer", List.of(), List.of()));
        Network fronted = new Network(
                plain.namespace(),
                plain.vpcs(),
                plain.subnets(),
                plain.groups(),
                plain.peerings(),
                List.of(new Network.Balancer("lb", Set.of("balancer"), Set.of(), Map.of())));
        assertThat(yaml(GroupPolicies.of(web, plain, RandomNetworks.FACTS).policies()))
                .doesNotContain("namespaceSelector");
        List<NetworkPolicy> policies =
                GroupPolicies.of(web, fronted, RandomNetworks.FACTS).policies();
        assertThat(policies.getFirst().getSpec().getIngress()).singleElement().satisfies(rule -> assertThat(
                        rule.getFrom())
                .hasSize(2)
                .anySatisfy(peer -> assertThat(peer.getNamespaceSelector()).isNotNull()));
        assertThat(yaml(policies.subList(1, policies.size()))).doesNotContain("namespaceSelector");
    }

    @Test
    void opensAddressesOutsideToSubnetsThatLeadThereAlone() {
        List<NetworkPolicy> policies = compile(group("web", List.of(), List.of(tcp(443, block("0.0.0.0/0")))));
        assertThat(policies)
                .extracting(p -> p.getMetadata().getName())
                .containsExactly("davit-sg-web-egress", "davit-sg-web-internet");
        NetworkPolicy internet = policies.getLast();
        assertThat(internet.getSpec().getPodSelector().getMatchExpressions())
                .singleElement()
                .satisfies(e -> assertThat(e.getValues()).containsExactly("public"));
        assertThat(internet.getSpec().getEgress().getFirst().getTo())
                .singleElement()
                .satisfies(peer -> assertThat(peer.getIpBlock().getExcept())
                        .containsExactly(
                                "10.0.0.0/16",
                                "10.96.0.0/12",
                                "10.244.0.0/16",
                                "169.254.169.254/32",
                                "192.168.7.2/31"));
    }

    @Test
    void opensAClosedAddressToARuleThatNamesItAndNoSealedOne() {
        assertThat(outside("192.168.7.3/32")).isEmpty();
        assertThat(outside("192.168.7.0/24")).containsExactly("192.168.7.2/31");
        assertThat(compile(group("web", List.of(), List.of(tcp(80, block("169.254.169.254/32"))))))
                .isEmpty();
    }

    private static List<String> outside(String cidr) {
        NetworkPolicyPeer peer = compile(group("web", List.of(), List.of(tcp(6443, block(cidr)))))
                .getLast()
                .getSpec()
                .getEgress()
                .getFirst()
                .getTo()
                .getFirst();
        assertThat(peer.getIpBlock().getCidr()).isEqualTo(cidr);
        return peer.getIpBlock().getExcept();
    }

    @Test
    void meansTheWorkloadsOfASubnetByItsBlockAndSaysWhenABlockMeansNobody() {
        List<NetworkPolicy> subnet = compile(group("db", List.of(tcp(5432, block("10.0.1.0/24"))), List.of()));
        assertThat(subnet.getFirst().getSpec().getIngress().getFirst().getFrom())
                .singleElement()
                .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                        .containsExactly(Map.entry("ec2.davit.dev/subnet", "private")));
        Network.Group half = group("db", List.of(tcp(5432, block("10.0.1.128/25"))), List.of());
        GroupPolicies nobody = GroupPolicies.of(half, network(half), RandomNetworks.FACTS);
        assertThat(nobody.policies()).isEmpty();
        assertThat(nobody.notes()).singleElement().asString().contains("means nobody: it covers no subnet");
    }

    @Test
    void sharesARuleAmongPeersWithEqualPortsAndPortsWithEqualPeers() {
        Network.Group group = group(
                "api",
                List.of(
                        tcp(80, new Peer.Members("web")),
                        tcp(443, new Peer.Members("web")),
                        tcp(80, new Peer.Members("jobs")),
                        tcp(443, new Peer.Members("jobs"))),
                List.of());
        NetworkPolicy policy = compile(group).getFirst();
        assertThat(policy.getSpec().getIngress()).singleElement().satisfies(rule -> {
            assertThat(rule.getFrom()).hasSize(2);
            assertThat(rule.getPorts()).hasSize(2);
        });
    }

    @Test
    void changesOnePolicyWhenOneRuleChanges() {
        List<Rule> ingress = List.of(tcp(80, new Peer.Members("web")), tcp(81, block("10.0.0.0/24")));
        List<Rule> egress = List.of(tcp(443, block("0.0.0.0/0")), tcp(5432, new Peer.Members("db")));
        List<NetworkPolicy> before = compile(group("api", ingress, egress));
        List<NetworkPolicy> after =
                compile(group("api", List.of(ingress.getFirst(), tcp(82, block("10.0.0.0/24"))), egress));
        assertThat(before).hasSize(3);
        assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
        assertThat(after.subList(1, 3)).isEqualTo(before.subList(1, 3));
    }

    @Test
    void isTheSameToTheByteInWhateverOrderRulesAreWritten() {
        for (long seed = 0; seed < 50; seed++) {
            RandomNetworks random = new RandomNetworks(seed);
            Network network = random.network("team");
            for (Network.Group group : network.groups().values()) {
                List<Rule> ingress = shuffled(group.ingress(), seed);
                Network.Group other =
                        new Network.Group(group.name(), group.vpc(), ingress, shuffled(group.egress(), seed));
                assertThat(yaml(GroupPolicies.of(other, network, RandomNetworks.FACTS)
                                .policies()))
                        .isEqualTo(yaml(GroupPolicies.of(group, network, RandomNetworks.FACTS)
                                .policies()));
            }
        }
    }

    private static List<Rule> shuffled(List<Rule> rules, long seed) {
        List<Rule> copy = new ArrayList<>(rules);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }

    /** Each with 20 rules. The bound is for busy machines: what it must find is work that grows with the square of the groups. */
    @Test
    void compilesFiveHundredGroupsInAMoment() {
        Network.Group[] groups = IntStream.range(0, 500)
                .mapToObj(g -> group("g" + g, rules(g), rules(g + 250)))
                .toArray(Network.Group[]::new);
        Network network = network(groups);
        long start = System.nanoTime();
        int policies = 0;
        for (Network.Group group : groups) {
            policies += GroupPolicies.of(group, network, RandomNetworks.FACTS)
                    .policies()
                    .size();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(policies).isEqualTo(1500);
    }

    private static List<Rule> rules(int of) {
        return IntStream.range(0, 10)
                .mapToObj(i -> tcp(
                        8000 + i,
                        i % 2 == 0 ? new Peer.Members("g" + (of + i) % 500) : block("198.51.100." + i + "/32")))
                .toList();
    }
}
