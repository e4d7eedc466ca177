package dev.davit.network;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Reference;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.network.NetworkReader.Manifests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads where load balancers of type application stand in the networks; those of type network have no pods of their own. */
final class BalancerReader {
    private final Manifests manifests;
    private final Map<String, Network.Group> groups;
    private final Map<String, Network.Zone> subnets;

    BalancerReader(Manifests manifests, Map<String, Network.Group> groups, Map<String, Network.Zone> subnets) {
        this.manifests = manifests;
        this.groups = groups;
        this.subnets = subnets;
    }

    List<Network.Balancer> balancers() {
        return manifests.loadBalancers().stream()
                .filter(balancer -> !"network".equals(balancer.getSpec().type))
                .map(this::balancer)
                .toList();
    }

    private Network.Balancer balancer(LoadBalancer balancer) {
        var spec = balancer.getSpec();
        Set<String> in = named(Ec2Id.SECURITY_GROUP, spec.securityGroups, spec.securityGroupRefs, groups.keySet());
        Set<String> vpcs = new HashSet<>();
        in.forEach(group -> vpcs.add(groups.get(group).vpc()));
        named(Ec2Id.SUBNET, spec.subnets, spec.subnetRefs, subnets.keySet())
                .forEach(subnet -> vpcs.add(subnets.get(subnet).vpc()));
        String name = balancer.getMetadata().getName();
        return new Network.Balancer(name, in, vpcs, ports(name));
    }

    private Set<String> named(String prefix, List<String> ids, List<Reference> references, Set<String> there) {
        References found = new References(manifests.namespace(), prefix, there);
        Set<String> names = new HashSet<>();
        Stream.concat(
                        Stream.ofNullable(ids).flatMap(List::stream).map(id -> found.find(id, null)),
                        Stream.ofNullable(references).flatMap(List::stream).map(ref -> found.find(null, ref)))
                .flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    private Map<Integer, Integer> ports(String balancer) {
        Map<Integer, Integer> ports = new TreeMap<>();
        manifests.listeners().stream()
                .filter(listener -> listener.getStatus() != null
                        && listener.getStatus().entryPort != null
                        && balancer.equals(listener.getStatus().loadBalancer))
                .forEach(listener -> ports.put(listener.inForce().port, listener.getStatus().entryPort));
        return ports;
    }
}
