package dev.davit.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The VPCs of one namespace and what is in them, read and with every reference resolved to the name of an object.
 *
 * @param namespace the namespace
 * @param vpcs the VPCs by name
 * @param subnets the subnets by name
 * @param groups the security groups by name
 * @param peerings pairs of VPCs with a peering in force
 * @param balancers the load balancers of type application, whose requests come from the gateway's pods
 */
public record Network(
        String namespace,
        Map<String, Vpc> vpcs,
        Map<String, Zone> subnets,
        Map<String, Group> groups,
        Set<Set<String>> peerings,
        List<Balancer> balancers) {

    /** A network without load balancers. */
    public Network(
            String namespace,
            Map<String, Vpc> vpcs,
            Map<String, Zone> subnets,
            Map<String, Group> groups,
            Set<Set<String>> peerings) {
        this(namespace, vpcs, subnets, groups, peerings, List.of());
    }

    /** Copies everything in the order of names, so that equal networks are compiled to equal policies. */
    public Network {
        vpcs = new TreeMap<>(vpcs);
        subnets = new TreeMap<>(subnets);
        groups = new TreeMap<>(groups);
        peerings = Set.copyOf(peerings);
        balancers = List.copyOf(balancers);
    }

    /** A VPC and its address blocks. */
    public record Vpc(String name, List<Cidr> blocks) {
        /** Whether the block covers all of the VPC's blocks of its family, of which there is one at least. */
        public boolean within(Cidr cidr) {
            List<Cidr> family =
                    blocks.stream().filter(b -> b.width() == cidr.width()).toList();
            return !family.isEmpty() && family.stream().allMatch(cidr::contains);
        }
    }

    /** A subnet, its address blocks, and whether its workloads may open connections to the outside. */
    public record Zone(String name, String vpc, List<Cidr> blocks, boolean internet) {
        /** Whether the block covers one of the subnet's. */
        public boolean within(Cidr cidr) {
            return blocks.stream().anyMatch(cidr::contains);
        }
    }

    /** A security group. */
    public record Group(String name, String vpc, List<Rule> ingress, List<Rule> egress) {}

    /**
     * A load balancer of type application.
     *
     * @param name its name
     * @param groups the security groups it is in
     * @param vpcs the VPCs that it stands in: those of its groups and subnets
     * @param ports the gateway's port of each of its listeners' ports
     */
    public record Balancer(String name, Set<String> groups, Set<String> vpcs, Map<Integer, Integer> ports) {
        /** Copies everything in order. */
        public Balancer {
            groups = new TreeSet<>(groups);
            vpcs = new TreeSet<>(vpcs);
            ports = new TreeMap<>(ports);
        }
    }

    /** Whether a load balancer is in the security group. */
    public boolean isFronted(String group) {
        return balancers.stream().anyMatch(balancer -> balancer.groups().contains(group));
    }

    /** The gateway's ports that a rule for connections to outside of a group leads to. */
    public Set<Integer> entryPorts(Group group, Rule rule) {
        Set<Integer> entries = new TreeSet<>();
        for (Balancer balancer : balancers) {
            if (isMeant(balancer, group, rule.peer())) {
                balancer.ports().forEach((port, entry) -> {
                    if (rule.about(Rule.Protocol.TCP, port)) {
                        entries.add(entry);
                    }
                });
            }
        }
        return entries;
    }

    /** A load balancer has no address in its VPC, so it is meant by a group that it is in, and by a block of the whole VPC. */
    private boolean isMeant(Balancer balancer, Group group, Rule.Peer peer) {
        return switch (peer) {
            case Rule.Peer.Members members ->
                balancer.groups().contains(members.group())
                        && groups.containsKey(members.group())
                        && sees(group.vpc(), groups.get(members.group()).vpc());
            case Rule.Peer.Block block ->
                reachable(group.vpc()).stream()
                        .anyMatch(vpc -> balancer.vpcs().contains(vpc.name()) && vpc.within(block.cidr()));
            case Rule.Peer.Listed listed -> false;
        };
    }

    /** The VPC itself and those that are peered with it, of which there are objects. */
    public List<Vpc> reachable(String vpc) {
        Set<String> names = new TreeSet<>(Set.of(vpc));
        peerings.stream().filter(pair -> pair.contains(vpc)).forEach(names::addAll);
        return names.stream().filter(vpcs::containsKey).map(vpcs::get).toList();
    }

    /** Whether rules of a group in the one VPC may name groups of the other. */
    public boolean sees(String vpc, String other) {
        return vpc.equals(other) || peerings.contains(Set.of(vpc, other));
    }

    /** The subnets of a VPC. */
    public List<Zone> subnetsOf(String vpc) {
        return subnets.values().stream().filter(s -> s.vpc().equals(vpc)).toList();
    }
}
