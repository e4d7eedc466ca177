package dev.davit.operator.ec2.policy;

import dev.davit.network.Cidr;
import dev.davit.network.ClusterFacts;
import dev.davit.network.Network;
import dev.davit.network.Rule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pure: who may come to the listeners of a load balancer, as ingress rules for the gateway's pods: those whom the inbound
 * rules of its security groups admit at the listener's port, at the port of the gateway that serves it. A load balancer
 * in no group admits everybody, and one whose groups are not there nobody.
 */
public final class EntryPolicies {
    private EntryPolicies() {}

    /**
     * The rules of the load balancer's policy.
     *
     * @param balancer the load balancer
     * @param isOpen whether it names no security group
     * @param network its namespace's network, with the rules of its groups
     * @param facts the cluster around it
     * @param everybody the peers whom a rule for all addresses means, at least one
     */
    public static List<NetworkPolicyIngressRule> of(
            Network.Balancer balancer,
            boolean isOpen,
            Network network,
            ClusterFacts facts,
            List<NetworkPolicyPeer> everybody) {
        RuleTable table = new RuleTable();
        Set<Integer> open = new TreeSet<>();
        balancer.ports().forEach((port, entry) -> {
            if (isOpen) {
                open.add(entry);
            }
            for (String name : balancer.groups()) {
                Network.Group group = network.groups().get(name);
                group.ingress().stream()
                        .filter(rule -> rule.about(Rule.Protocol.TCP, port))
                        .forEach(rule -> admit(rule, entry, group, new Around(network, facts, table, open)));
            }
        });
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        open.forEach(port -> rules.add(new NetworkPolicyIngressRule(everybody, List.of(RuleTable.tcp(port)))));
        table.rows().forEach(row -> rules.add(new NetworkPolicyIngressRule(row.peers(), row.ports())));
        return rules;
    }

    private record Around(Network network, ClusterFacts facts, RuleTable table, Set<Integer> open) {}

    private static void admit(Rule rule, int entry, Network.Group group, Around around) {
        if (rule.peer() instanceof Rule.Peer.Block block && isEverything(block.cidr())) {
            around.open().add(entry);
            return;
        }
        Rule narrowed = new Rule(Rule.Protocol.TCP, new Rule.Ports(entry, entry), rule.peer(), rule.text());
        around.table().add(narrowed, peers(rule.peer(), group, around));
    }

    private static boolean isEverything(Cidr cidr) {
        return cidr.bits() == 0;
    }

    private static Collection<Peers.Named> peers(Rule.Peer peer, Network.Group group, Around around) {
        Network network = around.network();
        ClusterFacts facts = around.facts();
        return switch (peer) {
            case Rule.Peer.Members members ->
                network.isFronted(members.group())
                        ? List.of(in(network, Peers.ofGroup(members.group())), Peers.named(facts.gateway()))
                        : List.of(in(network, Peers.ofGroup(members.group())));
            case Rule.Peer.Listed listed ->
                facts.prefixLists().getOrDefault(listed.prefixList(), List.of()).stream()
                        .map(Peers::named)
                        .toList();
            case Rule.Peer.Block block -> {
                BlockMeaning meaning = BlockMeaning.of(block.cidr(), group.vpc(), network, facts, false);
                yield Stream.concat(
                                meaning.workloads().stream().map(named -> in(network, named)),
                                meaning.outside().stream())
                        .toList();
            }
        };
    }

    private static Peers.Named in(Network network, Peers.Named named) {
        return Peers.of(network.namespace(), named);
    }

    /** The policy of those rules for the gateway's pods, which have the labels. */
    public static NetworkPolicy policy(
            ObjectMeta metadata, Map<String, String> gateway, List<NetworkPolicyIngressRule> rules) {
        return new NetworkPolicyBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(gateway)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build();
    }
}
