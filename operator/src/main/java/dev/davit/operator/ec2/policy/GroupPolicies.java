package dev.davit.operator.ec2.policy;

import dev.davit.api.common.Labels;
import dev.davit.network.ClusterFacts;
import dev.davit.network.Network;
import dev.davit.network.PodLabels;
import dev.davit.network.Rule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pure: the NetworkPolicies of one security group, three at most whatever the number of its pods and rules: who may come
 * in, which workloads it may go to, and which addresses (for pods of subnets that lead outside alone). A policy without
 * rules is left out, for the wall closes what nothing opens.
 *
 * @param policies the policies, without owners
 * @param notes rules that mean nobody, each with the reason
 */
public record GroupPolicies(List<NetworkPolicy> policies, List<String> notes) {
    private static final String PREFIX = "davit-sg-";

    /** Compiles a group of the network. */
    public static GroupPolicies of(Network.Group group, Network network, ClusterFacts facts) {
        return new Compilation(group, network, facts).compile();
    }

    private record Compilation(Network.Group group, Network network, ClusterFacts facts, List<String> notes) {
        Compilation(Network.Group group, Network network, ClusterFacts facts) {
            this(group, network, facts, new ArrayList<>());
        }

        GroupPolicies compile() {
            RuleTable in = new RuleTable();
            RuleTable workloads = new RuleTable();
            RuleTable addresses = new RuleTable();
            group.ingress().forEach(rule -> add(rule, false, in, in));
            group.egress().forEach(rule -> add(rule, true, workloads, addresses));
            group.egress().forEach(rule -> entries(rule, workloads));
            List<String> outward = network.subnetsOf(group.vpc()).stream()
                    .filter(Network.Zone::internet)
                    .map(Network.Zone::name)
                    .toList();
            List<NetworkPolicy> policies = Stream.of(
                            in.isEmpty() ? null : ingress(in),
                            workloads.isEmpty()
                                    ? null
                                    : egress("egress", members().build(), workloads),
                            addresses.isEmpty() || outward.isEmpty()
                                    ? null
                                    : egress("internet", membersIn(outward), addresses))
                    .filter(java.util.Objects::nonNull)
                    .toList();
            return new GroupPolicies(policies, List.copyOf(notes));
        }

        private void add(Rule rule, boolean egress, RuleTable workloads, RuleTable addresses) {
            switch (rule.peer()) {
                case Rule.Peer.Members members -> workloads.add(rule, members(members.group(), egress));
                case Rule.Peer.Listed listed -> workloads.add(rule, listed(rule, listed.prefixList()));
                case Rule.Peer.Block block -> {
                    BlockMeaning meaning = BlockMeaning.of(block.cidr(), group.vpc(), network, facts, egress);
                    workloads.add(rule, meaning.workloads());
                    addresses.add(rule, meaning.outside().stream().toList());
                    if (!meaning.anybody()) {
                        notes.add(rule.text() + " means nobody: it covers no subnet, and no address in it is open."
                                + " Name the block of a whole subnet, or a security group.");
                    }
                }
            }
        }

        /** Who may go to a load balancer may go to the ports of the gateway that serve it. */
        private void entries(Rule rule, RuleTable workloads) {
            for (int port : network.entryPorts(group, rule)) {
                Rule entry = new Rule(Rule.Protocol.TCP, new Rule.Ports(port, port), rule.peer(), rule.text());
                workloads.add(entry, List.of(Peers.named(facts.gateway())));
            }
        }

        /** The pods of a group; and those of the gateway, when a load balancer is in it, which send its requests. */
        private List<Peers.Named> members(String name, boolean egress) {
            return !egress && network.isFronted(name)
                    ? List.of(Peers.ofGroup(name), Peers.named(facts.gateway()))
                    : List.of(Peers.ofGroup(name));
        }

        private List<Peers.Named> listed(Rule rule, String id) {
            List<ClusterFacts.Target> targets = facts.prefixLists().get(id);
            if (targets == null) {
                notes.add(rule.text() + " means nobody: this installation has no such prefix list, but "
                        + (facts.prefixLists().isEmpty()
                                ? "none at all"
                                : String.join(", ", facts.prefixLists().keySet()))
                        + ".");
                return List.of();
            }
            return targets.stream().map(Peers::named).toList();
        }

        private LabelSelectorBuilder members() {
            return new LabelSelectorBuilder().addToMatchLabels(PodLabels.group(group.name()), Labels.MEMBER);
        }

        private LabelSelector membersIn(List<String> subnets) {
            return members()
                    .addNewMatchExpression()
                    .withKey(Labels.SUBNET)
                    .withOperator("In")
                    .withValues(subnets)
                    .endMatchExpression()
                    .build();
        }

        /** Functions admit nothing, whatever their groups say: as on AWS, where their interfaces only go out. */
        private NetworkPolicy ingress(RuleTable rules) {
            LabelSelector selector = members()
                    .addNewMatchExpression()
                    .withKey(Labels.COMPONENT)
                    .withOperator("NotIn")
                    .withValues(Labels.ENVIRONMENT)
                    .endMatchExpression()
                    .build();
            return policy("ingress", selector)
                    .editSpec()
                    .withPolicyTypes("Ingress")
                    .withIngress(rules.rows().stream()
                            .map(r -> new NetworkPolicyIngressRule(r.peers(), r.ports()))
                            .toList())
                    .endSpec()
                    .build();
        }

        private NetworkPolicy egress(String what, LabelSelector selector, RuleTable rules) {
            return policy(what, selector)
                    .editSpec()
                    .withPolicyTypes("Egress")
                    .withEgress(rules.rows().stream()
                            .map(r -> new NetworkPolicyEgressRule(r.ports(), r.peers()))
                            .toList())
                    .endSpec()
                    .build();
        }

        private NetworkPolicyBuilder policy(String what, LabelSelector selector) {
            return new NetworkPolicyBuilder()
                    .withNewMetadata()
                    .withName(PREFIX + group.name() + "-" + what)
                    .withNamespace(network.namespace())
                    .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                    .addToLabels(Labels.COMPILED_FROM, group.name())
                    .endMetadata()
                    .withNewSpec()
                    .withPodSelector(selector)
                    .endSpec();
        }
    }
}
