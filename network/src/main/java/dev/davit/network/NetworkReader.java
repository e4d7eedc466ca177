package dev.davit.network;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Reference;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the objects of one namespace into a {@link Network}, and says what of them is wrong. */
public final class NetworkReader {
    private static final Comparator<HasMetadata> OLDEST_FIRST = Comparator.comparing(
                    (HasMetadata o) -> Objects.toString(o.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(o -> o.getMetadata().getName());

    private final Manifests manifests;
    private final Map<String, List<Problem>> problems = new HashMap<>();
    private final Map<String, Network.Vpc> vpcs = new TreeMap<>();
    private final Map<String, Network.Zone> subnets = new TreeMap<>();
    private final Set<Set<String>> peerings = new HashSet<>();

    /** The objects of one namespace; those of others have to be left out. */
    public record Manifests(
            String namespace,
            List<VPC> vpcs,
            List<Subnet> subnets,
            List<SecurityGroup> groups,
            List<VPCPeeringConnection> peerings,
            List<LoadBalancer> loadBalancers,
            List<Listener> listeners) {

        /** Without load balancers. */
        public Manifests(
                String namespace,
                List<VPC> vpcs,
                List<Subnet> subnets,
                List<SecurityGroup> groups,
                List<VPCPeeringConnection> peerings) {
            this(namespace, vpcs, subnets, groups, peerings, List.of(), List.of());
        }
    }

    /**
     * What was read.
     *
     * @param network what counts
     * @param problems what does not, by {@code Kind/name}
     */
    public record Reading(Network network, Map<String, List<Problem>> problems) {
        /** What is wrong with the object. */
        public List<Problem> of(HasMetadata object) {
            return problems.getOrDefault(key(object), List.of());
        }

        /** Why the object counts as absent, if it does. */
        public Optional<Problem> fatal(HasMetadata object) {
            return of(object).stream().filter(p -> p.kind().whole()).findFirst();
        }
    }

    private NetworkReader(Manifests manifests) {
        this.manifests = manifests;
    }

    /** Reads everything. */
    public static Reading read(Manifests manifests) {
        return read(manifests, group -> true);
    }

    /** Reads everything, but rules of those groups alone that {@code withRules} accepts: the others have none. */
    public static Reading read(Manifests manifests, Predicate<SecurityGroup> withRules) {
        NetworkReader reader = new NetworkReader(manifests);
        sorted(manifests.vpcs()).forEach(reader::vpc);
        sorted(manifests.subnets()).forEach(reader::subnet);
        sorted(manifests.peerings()).forEach(reader::peering);
        Map<String, Network.Group> groups = reader.groups(withRules);
        return new Reading(
                new Network(
                        manifests.namespace(),
                        reader.vpcs,
                        reader.subnets,
                        groups,
                        reader.peerings,
                        new BalancerReader(manifests, groups, reader.subnets).balancers()),
                reader.problems);
    }

    private void vpc(VPC vpc) {
        List<Cidr> blocks = new ArrayList<>();
        texts(vpc.getSpec().cidrBlocks, vpc.getSpec().ipv6CIDRBlock).forEach(text -> block(vpc, text, blocks));
        note(vpc, blocks.isEmpty() ? "It has no address block." : "");
        if (isSound(vpc)) {
            vpcs.put(name(vpc), new Network.Vpc(name(vpc), blocks));
        }
    }

    private void block(HasMetadata of, String text, List<Cidr> blocks) {
        Optional<Cidr> cidr = Cidr.read(text);
        if (cidr.isEmpty()) {
            add(of, Problem.Kind.CIDR_INVALID, malformed(text));
        } else if (blocks.stream().anyMatch(cidr.get()::overlaps)) {
            add(of, Problem.Kind.CIDR_INVALID, "Its blocks overlap at " + text + ": leave one of them out.");
        } else {
            blocks.add(cidr.get());
        }
    }

    static String malformed(String text) {
        return text
                + " is no block of addresses: its address is malformed or has bits set behind the block's length; write"
                + " the block's first address, as in 10.0.0.0/16.";
    }

    private void subnet(Subnet subnet) {
        var spec = subnet.getSpec();
        Optional<Network.Vpc> vpc = vpcOf(subnet, spec.vpcID, spec.vpcRef);
        List<Cidr> blocks = new ArrayList<>();
        texts(spec.cidrBlock == null ? null : List.of(spec.cidrBlock), spec.ipv6CIDRBlock)
                .forEach(text -> block(subnet, text, blocks));
        vpc.ifPresent(in -> place(subnet, in, blocks));
        if (vpc.isPresent() && isSound(subnet)) {
            subnets.put(
                    name(subnet),
                    new Network.Zone(name(subnet), vpc.get().name(), blocks, "nat".equals(spec.internetAccess)));
        }
    }

    private void place(Subnet subnet, Network.Vpc vpc, List<Cidr> blocks) {
        for (Cidr block : blocks) {
            if (vpc.blocks().stream().noneMatch(b -> b.contains(block))) {
                add(
                        subnet,
                        Problem.Kind.CIDR_INVALID,
                        block + " is not within the blocks of the VPC \"" + vpc.name() + "\" ("
                                + String.join(
                                        ", ",
                                        vpc.blocks().stream()
                                                .map(Cidr::toString)
                                                .toList())
                                + "): choose a part of one of them.");
            }
            subnets.values().stream()
                    .filter(s ->
                            s.vpc().equals(vpc.name()) && s.blocks().stream().anyMatch(block::overlaps))
                    .findFirst()
                    .ifPresent(other -> add(
                            subnet,
                            Problem.Kind.CIDR_CONFLICT,
                            block + " overlaps the block of the older Subnet \"" + other.name()
                                    + "\": create the subnet with a block of its own."));
        }
    }

    private void peering(VPCPeeringConnection peering) {
        var spec = peering.getSpec();
        Optional<Network.Vpc> one = vpcOf(peering, spec.vpcID, spec.vpcRef);
        Optional<Network.Vpc> other = vpcOf(peering, spec.peerVPCID, spec.peerVPCRef);
        if (spec.peerOwnerID != null && !spec.peerOwnerID.equals(Accounts.of(manifests.namespace()))) {
            add(
                    peering,
                    Problem.Kind.PEERING_INVALID,
                    "peerOwnerID is another account; VPCs are peered within their namespace, whose account is "
                            + Accounts.of(manifests.namespace()) + ": leave it out.");
        }
        if (one.isPresent() && other.isPresent()) {
            join(peering, one.get(), other.get());
        }
        if (!Boolean.TRUE.equals(spec.acceptRequest)) {
            add(peering, Problem.Kind.PENDING_ACCEPTANCE, "The peering waits for acceptRequest: true.");
        }
        if (one.isPresent() && other.isPresent() && isSound(peering)) {
            peerings.add(Set.of(one.get().name(), other.get().name()));
        }
    }

    private void join(VPCPeeringConnection peering, Network.Vpc one, Network.Vpc other) {
        if (one.equals(other)) {
            add(peering, Problem.Kind.PEERING_INVALID, "A VPC cannot be peered with itself: name another one.");
        } else if (one.blocks().stream().anyMatch(b -> other.blocks().stream().anyMatch(b::overlaps))) {
            add(
                    peering,
                    Problem.Kind.PEERING_INVALID,
                    "The blocks of \"" + one.name() + "\" and \"" + other.name()
                            + "\" overlap, and rules could not tell their workloads apart: give one of them other blocks.");
        }
    }

    private Map<String, Network.Group> groups(Predicate<SecurityGroup> withRules) {
        Map<String, SecurityGroup> present = new TreeMap<>();
        Map<String, String> vpcOf = new TreeMap<>();
        Map<String, String> byName = new HashMap<>();
        for (SecurityGroup group : sorted(manifests.groups())) {
            Optional<Network.Vpc> vpc = vpcOf(group, group.getSpec().vpcID, group.getSpec().vpcRef);
            if (vpc.isEmpty()) {
                continue;
            }
            String older = byName.putIfAbsent(vpc.get().name() + "/" + group.getSpec().name, name(group));
            if (older != null) {
                add(
                        group,
                        Problem.Kind.NAME_TAKEN,
                        "The older SecurityGroup \"" + older + "\" of the VPC \""
                                + vpc.get().name() + "\" has the name \"" + group.getSpec().name
                                + "\": create the group under another name.");
                continue;
            }
            present.put(name(group), group);
            vpcOf.put(name(group), vpc.get().name());
        }
        Map<String, Network.Group> groups = new TreeMap<>();
        present.forEach((name, group) -> groups.put(
                name,
                withRules.test(group)
                        ? new RuleReader(group, new RuleReader.Names(manifests.namespace(), vpcOf, byName, peerings))
                                .read(text -> problems.computeIfAbsent(key(group), k -> new ArrayList<>())
                                        .add(text))
                        : new Network.Group(name, vpcOf.get(name), List.of(), List.of())));
        return groups;
    }

    private Optional<Network.Vpc> vpcOf(HasMetadata object, String id, Reference reference) {
        References references = new References(
                manifests.namespace(),
                Ec2Id.VPC,
                Set.copyOf(manifests.vpcs().stream().map(NetworkReader::name).toList()));
        Optional<String> found = references.find(id, reference);
        if (found.isEmpty()) {
            add(
                    object,
                    Problem.Kind.VPC_NOT_FOUND,
                    "Waiting for the VPC \"" + References.wanted(id, reference) + "\" in this namespace.");
        } else if (!vpcs.containsKey(found.get())) {
            add(
                    object,
                    Problem.Kind.VPC_NOT_READY,
                    "Waiting for the VPC \"" + found.get() + "\", whose specification is not accepted.");
        }
        return found.map(vpcs::get);
    }

    private boolean isSound(HasMetadata object) {
        return problems.getOrDefault(key(object), List.of()).stream()
                .noneMatch(p -> p.kind().whole());
    }

    private void note(HasMetadata of, String text) {
        if (!text.isEmpty()) {
            add(of, Problem.Kind.NOTE, text);
        }
    }

    private void add(HasMetadata of, Problem.Kind kind, String text) {
        problems.computeIfAbsent(key(of), k -> new ArrayList<>()).add(new Problem(kind, text));
    }

    private static Stream<String> texts(List<String> blocks, String v6) {
        return Stream.concat(blocks == null ? Stream.empty() : blocks.stream(), Stream.ofNullable(v6));
    }

    private static <T extends HasMetadata> List<T> sorted(List<T> objects) {
        return objects.stream().sorted(OLDEST_FIRST).toList();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static String key(HasMetadata object) {
        return object.getKind() + "/" + name(object);
    }
}
