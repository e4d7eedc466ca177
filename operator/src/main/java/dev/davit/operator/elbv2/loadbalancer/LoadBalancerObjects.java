package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.common.ElbId;
import dev.davit.api.common.Labels;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.operator.ec2.policy.EntryPolicies;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pure: the core Service of a load balancer. */
final class LoadBalancerObjects {
    private static final int HASH = 10;

    private LoadBalancerObjects() {}

    /** The namespace and name of the Service; names of other namespaces' load balancers never meet. */
    static ResourceID serviceId(LoadBalancer loadBalancer, String installation) {
        String namespace = loadBalancer.getMetadata().getNamespace();
        String name = loadBalancer.getMetadata().getName();
        return "network".equals(loadBalancer.getSpec().type)
                ? new ResourceID("lb-" + name, namespace)
                : new ResourceID(applicationName(namespace, name), installation);
    }

    /** The name of the Service of a load balancer of type application. */
    static String applicationName(String namespace, String name) {
        return Names.join("lb-" + name, Names.hash(namespace + "/" + name, HASH));
    }

    /** The Service; empty while it has no port. */
    static Optional<Service> service(LoadBalancerInputs inputs) {
        if (inputs.listeners().isEmpty()
                || inputs.isNetwork() && inputs.groups().size() != 1) {
            return Optional.empty();
        }
        var metadata = metadata(inputs)
                .withOwnerReferences(inputs.isNetwork() ? List.of(Owners.controller(inputs.loadBalancer())) : List.of())
                .build();
        return Optional.of(new ServiceBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withType(inputs.isInternal() ? "ClusterIP" : "LoadBalancer")
                // Rules of security groups and X-Forwarded-For are about callers, not about the node they came through.
                .withExternalTrafficPolicy(inputs.isInternal() || inputs.isNetwork() ? null : "Local")
                .withSelector(selector(inputs))
                .withPorts(inputs.listeners().stream()
                        .sorted(Comparator.comparing(listener -> listener.inForce().port))
                        .map(listener -> port(listener, inputs))
                        .toList())
                .endSpec()
                .build());
    }

    /** The policy that lets callers in at the gateway; empty when it lets nobody in, for then the gateway's own is closed. */
    static Optional<NetworkPolicy> policy(LoadBalancerInputs inputs, List<NetworkPolicyIngressRule> rules) {
        if (inputs.isNetwork() || rules.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                EntryPolicies.policy(metadata(inputs).build(), inputs.site().gateway(), rules));
    }

    /** Of what is in front of a load balancer: its Service, and what has the Service's name. */
    static ObjectMetaBuilder metadata(LoadBalancerInputs inputs) {
        ResourceID id = serviceId(inputs.loadBalancer(), inputs.site().namespace());
        return new ObjectMetaBuilder()
                .withName(id.getName())
                .withNamespace(id.getNamespace().orElseThrow())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.LOAD_BALANCER, inputs.name())
                .addToLabels(Labels.LOAD_BALANCER_NAMESPACE, inputs.namespace());
    }

    private static Map<String, String> selector(LoadBalancerInputs inputs) {
        return inputs.isNetwork()
                ? Map.of(Labels.REGISTERED_IN + inputs.groups().getFirst(), Labels.REGISTERED)
                : inputs.site().gateway();
    }

    private static ServicePort port(Listener listener, LoadBalancerInputs inputs) {
        return new ServicePortBuilder()
                .withName("p" + listener.inForce().port)
                .withProtocol("TCP")
                .withPort(listener.inForce().port)
                .withTargetPort(
                        inputs.isNetwork()
                                ? new IntOrString(ElbId.portName(inputs.groups().getFirst()))
                                : new IntOrString(listener.getStatus().entryPort))
                .build();
    }
}
