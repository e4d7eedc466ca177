package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.Ec2Id;
import dev.davit.api.common.Reference;
import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.network.Network;
import dev.davit.network.NetworkReader;
import dev.davit.network.References;
import dev.davit.operator.config.EntryConfig;
import dev.davit.operator.ec2.cluster.ClusterNetwork;
import dev.davit.operator.ec2.cluster.NetworkObjects;
import dev.davit.operator.ec2.cluster.Waker;
import dev.davit.operator.ec2.policy.EntryPolicies;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the security groups of load balancers say about who may come to them. */
@Singleton
public class EntryWall {
    private final NetworkObjects objects;
    private final ClusterNetwork cluster;
    private final boolean stands;
    private final List<NetworkPolicyPeer> everybody;

    /** A wall as the settings say. */
    public EntryWall(NetworkObjects objects, ClusterNetwork cluster, EntryConfig settings) {
        this.objects = objects;
        this.cluster = cluster;
        this.stands = settings.policies();
        List<NetworkPolicyPeer> named = List.of(Serialization.unmarshal(settings.from(), NetworkPolicyPeer[].class));
        this.everybody = named.isEmpty() ? everybody() : named;
    }

    /** In so many words: that a rule names nobody and so means everybody could not be told from one that names somebody more. */
    private static List<NetworkPolicyPeer> everybody() {
        return List.of(
                new NetworkPolicyPeerBuilder()
                        .withNewNamespaceSelector()
                        .endNamespaceSelector()
                        .build(),
                addresses("0.0.0.0/0"),
                addresses("::/0"));
    }

    private static NetworkPolicyPeer addresses(String cidr) {
        return new NetworkPolicyPeerBuilder()
                .withNewIpBlock()
                .withCidr(cidr)
                .endIpBlock()
                .build();
    }

    /** Whether there are policies before the gateway; without, one for a load balancer would close all its other ports. */
    boolean stands() {
        return stands;
    }

    /** Wakes load balancers when the network around them turns, and at other changes that {@code concern} them. */
    EventSource<?, LoadBalancer> events(
            EventSourceContext<LoadBalancer> context, Predicate<NetworkObjects.Change> concern) {
        return new Waker<>(context)
                .on(objects, (change, balancer) -> concerns(change) || concern.test(change))
                .onAll(cluster::listen)
                .source();
    }

    private static boolean concerns(NetworkObjects.Change change) {
        return switch (change.object()) {
            case Pod pod -> false;
            case LoadBalancer balancer -> false;
            case Listener listener -> change.ofEntry();
            default -> change.ofSpec();
        };
    }

    /** Who may come, as rules for the gateway's pods; none when nobody may. */
    List<NetworkPolicyIngressRule> rules(LoadBalancer balancer) {
        Set<String> wanted = groups(balancer).stream()
                .map(group -> group.getMetadata().getName())
                .collect(Collectors.toSet());
        Network network = NetworkReader.read(
                        objects.manifests(balancer),
                        group -> wanted.contains(group.getMetadata().getName()))
                .network();
        return network.balancers().stream()
                .filter(found -> found.name().equals(balancer.getMetadata().getName()))
                .findFirst()
                .map(found -> EntryPolicies.of(found, isInNoGroup(balancer), network, cluster.facts(), everybody))
                .orElse(List.of());
    }

    /** The security groups that it names and that are not there. */
    List<String> missing(LoadBalancer balancer) {
        References there = references(balancer);
        List<String> missing = new ArrayList<>();
        ids(balancer).filter(id -> there.find(id, null).isEmpty()).forEach(missing::add);
        byReference(balancer)
                .filter(reference -> there.find(null, reference).isEmpty())
                .forEach(reference -> missing.add(References.wanted(null, reference)));
        return missing;
    }

    private List<SecurityGroup> groups(LoadBalancer balancer) {
        References there = references(balancer);
        Set<String> names = Stream.concat(
                        ids(balancer).map(id -> there.find(id, null)),
                        byReference(balancer).map(reference -> there.find(null, reference)))
                .flatMap(java.util.Optional::stream)
                .collect(Collectors.toSet());
        return objects.groups(balancer.getMetadata().getNamespace()).stream()
                .filter(group -> names.contains(group.getMetadata().getName()))
                .toList();
    }

    private References references(LoadBalancer balancer) {
        String namespace = balancer.getMetadata().getNamespace();
        return new References(namespace, Ec2Id.SECURITY_GROUP, NetworkObjects.names(objects.groups(namespace)));
    }

    private static boolean isInNoGroup(LoadBalancer balancer) {
        return ids(balancer).findAny().isEmpty()
                && byReference(balancer).findAny().isEmpty();
    }

    private static Stream<String> ids(LoadBalancer balancer) {
        return Stream.ofNullable(balancer.getSpec().securityGroups).flatMap(List::stream);
    }

    private static Stream<Reference> byReference(LoadBalancer balancer) {
        return Stream.ofNullable(balancer.getSpec().securityGroupRefs).flatMap(List::stream);
    }
}
