package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one pass over a load balancer looks at.
 *
 * @param loadBalancer the load balancer
 * @param listeners its Listeners that have a port to be reached on
 * @param service its core Service, when it is there
 * @param missingGroups the security groups it names that are not there
 * @param hasForeignService whether its Service's name is somebody else's
 * @param site where the installation is
 * @param now the time
 */
record LoadBalancerInputs(
        LoadBalancer loadBalancer,
        List<Listener> listeners,
        Optional<Service> service,
        List<String> missingGroups,
        boolean hasForeignService,
        Site site,
        Instant now) {

    /**
     * Where the installation is.
     *
     * @param namespace its namespace
     * @param gateway the labels of its gateway's pods
     * @param domain the domain of the cluster's names
     * @param region the region in ARNs
     * @param entryEnabled whether the gateway serves load balancers
     */
    record Site(String namespace, Map<String, String> gateway, String domain, String region, boolean entryEnabled) {}

    String namespace() {
        return loadBalancer.getMetadata().getNamespace();
    }

    String name() {
        return loadBalancer.getMetadata().getName();
    }

    boolean isNetwork() {
        return "network".equals(loadBalancer.getSpec().type);
    }

    boolean isInternal() {
        return "internal".equals(loadBalancer.getSpec().scheme);
    }

    /** The target groups of a network load balancer. */
    List<String> groups() {
        return listeners.stream()
                .flatMap(listener -> listener.getStatus().forward.stream())
                .map(share -> share.targetGroup)
                .distinct()
                .toList();
    }

    /** Whether a listener can be reached, and so is a port of the Service. */
    static boolean isReachable(Listener listener) {
        var status = listener.getStatus();
        return status != null
                && status.loadBalancer != null
                && ("TCP".equals(listener.inForce().protocol)
                        ? status.forward != null && !status.forward.isEmpty()
                        : status.entryPort != null);
    }
}
