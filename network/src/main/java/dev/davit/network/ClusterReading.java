package dev.davit.network;

import dev.davit.api.ec2.v1alpha1.SecurityGroup;
import dev.davit.api.ec2.v1alpha1.Subnet;
import dev.davit.api.ec2.v1alpha1.VPC;
import dev.davit.api.ec2.v1alpha1.VPCPeeringConnection;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads of a cluster what a question is about, with the rights of whoever asks. */
public final class ClusterReading {
    private final KubernetesClient client;

    /** Reads by that client. */
    public ClusterReading(KubernetesClient client) {
        this.client = client;
    }

    /** A pod by {@code namespace/name}, or an address; an IllegalArgumentException when it is neither. */
    public Endpoint endpoint(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Cidr.read(text)
                    .map(address -> new Endpoint(address, null, Map.of(), Map.of(), Map.of()))
                    .orElseThrow(() -> new IllegalArgumentException(text + " is neither namespace/pod nor an address"));
        }
        String namespace = text.substring(0, slash);
        Pod pod = client.pods()
                .inNamespace(namespace)
                .withName(text.substring(slash + 1))
                .get();
        if (pod == null) {
            throw new IllegalArgumentException("there is no pod " + text);
        }
        String address = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        if (address == null) {
            throw new IllegalArgumentException("the pod " + text + " has no address yet");
        }
        return new Endpoint(
                Cidr.of(address),
                namespace,
                namespaceLabels(namespace),
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of()),
                ports(pod));
    }

    private Map<String, String> namespaceLabels(String name) {
        return Optional.ofNullable(client.namespaces().withName(name).get())
                .map(namespace -> namespace.getMetadata().getLabels())
                .orElse(Map.of("kubernetes.io/metadata.name", name));
    }

    private static Map<String, Integer> ports(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> port.getName() != null)
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort, (a, b) -> a));
    }

    /** The policies of the ends' namespaces. */
    public List<NetworkPolicy> policies(Endpoint... ends) {
        return namespaces(ends)
                .flatMap(namespace ->
                        client.network().v1().networkPolicies().inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    /** The networks of the ends' namespaces. */
    public List<Network> networks(Endpoint... ends) {
        return namespaces(ends)
                .map(namespace -> new NetworkReader.Manifests(
                        namespace,
                        all(VPC.class, namespace),
                        all(Subnet.class, namespace),
                        all(SecurityGroup.class, namespace),
                        all(VPCPeeringConnection.class, namespace),
                        all(LoadBalancer.class, namespace),
                        all(Listener.class, namespace)))
                .map(manifests -> NetworkReader.read(manifests).network())
                .toList();
    }

    /** Why the answer may not hold although the policies say it: nobody enforces them. */
    Optional<String> doubt(Endpoint... ends) {
        return namespaces(ends)
                .flatMap(namespace -> all(VPC.class, namespace).stream())
                .filter(vpc -> vpc.getStatus() != null && vpc.getStatus().conditions != null)
                .flatMap(vpc -> vpc.getStatus().conditions.stream())
                .filter(c -> "Enforced".equals(c.getType()) && !"True".equals(c.getStatus()))
                .map(Condition::getMessage)
                .findFirst();
    }

    private <R extends CustomResource<?, ?>> List<R> all(Class<R> kind, String namespace) {
        return client.resources(kind).inNamespace(namespace).list().getItems();
    }

    private static Stream<String> namespaces(Endpoint... ends) {
        return Stream.of(ends).filter(Endpoint::isPod).map(Endpoint::namespace).distinct();
    }
}
