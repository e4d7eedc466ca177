package dev.davit.operator.elbv2.listener;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.elbv2.balance.Neighbours;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a listener looks at.
 *
 * @param listener the listener
 * @param loadBalancers the LoadBalancers of the namespace
 * @param siblings the Listeners of the namespace
 * @param groups the TargetGroups of the namespace
 * @param entryEnabled whether the gateway serves load balancers
 * @param region the region in ARNs
 * @param now the time
 */
record ListenerInputs(
        Listener listener,
        List<LoadBalancer> loadBalancers,
        List<Listener> siblings,
        List<TargetGroup> groups,
        boolean entryEnabled,
        String region,
        Instant now) {

    Optional<LoadBalancer> loadBalancer() {
        return of(listener);
    }

    private Optional<LoadBalancer> of(Listener any) {
        String name = Neighbours.resolve(
                any.getSpec().loadBalancerRef,
                any.getSpec().loadBalancerARN,
                "loadbalancer",
                any,
                Neighbours.names(loadBalancers));
        return name == null ? Optional.empty() : Neighbours.named(loadBalancers, name);
    }

    boolean isNetwork() {
        return loadBalancer()
                .filter(found -> "network".equals(found.getSpec().type))
                .isPresent();
    }

    /** An older listener of the same load balancer that has that port, or wants it. */
    Optional<Listener> taken(Integer port) {
        return siblings.stream()
                .filter(other -> port.equals(other.getSpec().port) || port.equals(other.inForce().port))
                .filter(other -> Neighbours.isOlder(other, listener))
                .filter(other -> of(other)
                        .map(found -> found.getMetadata().getName())
                        .equals(loadBalancer().map(found -> found.getMetadata().getName())))
                .findFirst();
    }
}
