package dev.davit.operator.ec2.placement;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Labels;
import dev.davit.api.common.Reference;
import dev.davit.api.davit.v1alpha1.NetworkClass;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.network.Network;
import dev.davit.network.NetworkReader;
import dev.davit.network.References;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.NetworkWall;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the network that a workload names, and a place in it for each of its pods. */
@Singleton
public class Placement {
    private final NetworkObjects objects;
    private final NetworkWall wall;

    /** A placement by those caches. */
    public Placement(NetworkObjects objects, NetworkWall wall) {
        this.objects = objects;
        this.wall = wall;
    }

    /** What a workload names; lists may be null. Without groups, the VPC's default group is meant. */
    public record Wish(
            List<String> subnetIds, List<Reference> subnetRefs, List<String> groupIds, List<Reference> groupRefs) {}

    /** What came of it. */
    public sealed interface Answer {
        /** The network is there and in force. */
        record Found(NetworkClass network) implements Answer {}

        /** It is not, or not yet. */
        record Missing(Lack lack, String message) implements Answer {}

        /** The pod's place. */
        record Placed(Place place) implements Answer {}
    }

    /** What is missing. */
    public enum Lack {
        /** A subnet is not there or not accepted. */
        SUBNET,
        /** A security group is not there or not compiled. */
        GROUP,
        /** What is named does not go together. */
        INVALID,
        /** Every subnet is full. */
        SPACE
    }

    /** Puts up the wall of a namespace; to be called before each pod is made. A KubernetesClientException forbids the pod. */
    public void wall(String namespace) {
        wall.ensure(namespace);
    }

    /** Has the wall put up soon around pods that are there already. */
    public void keepWall(String namespace) {
        wall.keep(namespace);
    }

    /** The caches by which a workload is placed: who waits for the network listens to them. */
    public NetworkObjects objects() {
        return objects;
    }

    /** The network by the names of its objects. */
    public Answer find(HasMetadata workload, Wish wish) {
        String namespace = workload.getMetadata().getNamespace();
        Network network = network(workload);
        Lookup subnets = lookup(
                new References(namespace, Ec2Id.SUBNET, network.subnets().keySet()),
                wish.subnetIds(),
                wish.subnetRefs());
        if (!subnets.missing().isEmpty()) {
            return missing(Lack.SUBNET, "Subnet", subnets.missing());
        }
        Set<String> vpcs = subnets.names().stream()
                .map(name -> network.subnets().get(name).vpc())
                .collect(Collectors.toCollection(TreeSet::new));
        if (vpcs.size() != 1) {
            return new Answer.Missing(
                    Lack.INVALID,
                    "The subnets are of several VPCs (" + String.join(", ", vpcs) + "): name those of one.");
        }
        NetworkClass found = new NetworkClass();
        found.vpc = vpcs.iterator().next();
        found.subnets = subnets.names();
        Lookup groups = lookup(
                new References(namespace, Ec2Id.SECURITY_GROUP, network.groups().keySet()),
                wish.groupIds(),
                wish.groupRefs());
        if (!groups.missing().isEmpty()) {
            return missing(Lack.GROUP, "SecurityGroup", groups.missing());
        }
        found.securityGroups =
                groups.names().isEmpty() ? List.of(NetworkObjects.defaultGroup(found.vpc)) : groups.names();
        return check(found, network, namespace).<Answer>map(m -> m).orElseGet(() -> new Answer.Found(found));
    }

    private Network network(HasMetadata workload) {
        return NetworkReader.read(objects.manifests(workload), group -> false).network();
    }

    private record Lookup(List<String> names, List<String> missing) {}

    private static Lookup lookup(References references, List<String> ids, List<Reference> refs) {
        Map<String, Optional<String>> found = Stream.concat(
                        ids == null
                                ? Stream.<Map.Entry<String, Optional<String>>>empty()
                                : ids.stream().map(id -> Map.entry(id, references.find(id, null))),
                        refs == null
                                ? Stream.empty()
                                : refs.stream()
                                        .map(ref ->
                                                Map.entry(References.wanted(null, ref), references.find(null, ref))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one));
        return new Lookup(
                found.values().stream()
                        .flatMap(Optional::stream)
                        .distinct()
                        .sorted()
                        .toList(),
                found.entrySet().stream()
                        .filter(e -> e.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }

    private static Answer.Missing missing(Lack lack, String kind, List<String> names) {
        return new Answer.Missing(
                lack,
                "Waiting for the " + kind + " \"" + String.join("\", \"", names)
                        + "\" of this namespace, which is not there or not accepted.");
    }

    private Optional<Answer.Missing> check(NetworkClass wanted, Network network, String namespace) {
        List<String> subnets = wanted.subnets.stream()
                .filter(name -> !network.subnets().containsKey(name))
                .toList();
        if (!subnets.isEmpty()) {
            return Optional.of(missing(Lack.SUBNET, "Subnet", subnets));
        }
        List<SecurityGroup> groups = objects.groups(namespace);
        List<String> notThere = wanted.securityGroups.stream()
                .filter(name -> !network.groups().containsKey(name) || !compiled(groups, name))
                .toList();
        if (!notThere.isEmpty()) {
            return Optional.of(new Answer.Missing(
                    Lack.GROUP,
                    "Waiting for the SecurityGroup \"" + String.join("\", \"", notThere)
                            + "\" of this namespace to be there and in force."));
        }
        return wanted.securityGroups.stream()
                .filter(name -> !network.groups().get(name).vpc().equals(wanted.vpc))
                .findFirst()
                .map(name -> new Answer.Missing(
                        Lack.INVALID,
                        "The SecurityGroup \"" + name + "\" is of the VPC \""
                                + network.groups().get(name).vpc() + "\", and the subnets are of \"" + wanted.vpc
                                + "\": name groups of that one."));
    }

    private static boolean compiled(List<SecurityGroup> groups, String name) {
        return NetworkObjects.named(groups, name)
                .map(SecurityGroup::getStatus)
                .filter(status -> status.observedGeneration != null
                        && status.observedGeneration > 0
                        && Conditions.isTrue(status.conditions, "Compiled"))
                .isPresent();
    }

    /**
     * A place for one more pod in a network, or why there is none.
     *
     * @param workload what the pod is for
     * @param network its network, as {@link #find} gave it, maybe long ago
     * @param siblings how many pods of the same kind each subnet has: the fewest decide, then the most room
     */
    public Answer place(HasMetadata workload, NetworkClass network, Function<String, Integer> siblings) {
        String namespace = workload.getMetadata().getNamespace();
        Optional<Answer.Missing> missing = check(network, network(workload), namespace);
        if (missing.isPresent()) {
            return missing.get();
        }
        Map<String, Long> members = objects.members(namespace)
                .collect(Collectors.groupingBy(
                        pod -> pod.getMetadata().getLabels().getOrDefault(Labels.SUBNET, ""), Collectors.counting()));
        Function<Subnet, Integer> free = subnet -> SubnetSpace.free(
                subnet, members.getOrDefault(subnet.getMetadata().getName(), 0L).intValue());
        return objects.subnets(namespace).stream()
                .filter(subnet -> network.subnets.contains(subnet.getMetadata().getName()))
                .filter(subnet -> free.apply(subnet) > 0)
                .min(Comparator.<Subnet, Integer>comparing(
                                subnet -> siblings.apply(subnet.getMetadata().getName()))
                        .thenComparing(free, Comparator.reverseOrder())
                        .thenComparing(subnet -> subnet.getMetadata().getName()))
                .<Answer>map(subnet -> new Answer.Placed(Place.in(subnet, network)))
                .orElseGet(() -> new Answer.Missing(
                        Lack.SPACE,
                        "Every subnet is full (" + String.join(", ", network.subnets)
                                + "): end workloads, or name a larger subnet."));
    }
}
