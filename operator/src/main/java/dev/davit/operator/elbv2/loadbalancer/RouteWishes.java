package dev.davit.operator.elbv2.loadbalancer;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.LoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleCondition;
import dev.davit.operator.kernel.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: which hosts the load balancers of a namespace want, as the host-header conditions of their rules say.
 *
 * @param listeners the Listeners of the namespace that can be reached
 * @param rules the Rules of the namespace
 */
record RouteWishes(List<Listener> listeners, List<Rule> rules) {

    /** Whether a load balancer is one that a Gateway leads to: of type application and for callers outside. */
    static boolean isForOutside(LoadBalancer balancer) {
        return !"network".equals(balancer.getSpec().type)
                && !"internal".equals(balancer.getSpec().scheme)
                && balancer.getMetadata().getDeletionTimestamp() == null;
    }

    /** The hosts that a load balancer wants, in the order of its rules and in lower case. */
    List<String> of(String balancer) {
        return mainListener(balancer).stream()
                .map(listener -> listener.getMetadata().getName())
                .flatMap(this::rulesOf)
                .flatMap(rule -> rule.getStatus().inForce.conditions.stream())
                .flatMap(RouteWishes::hosts)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** The load balancer, of those that are asked, that wants the host. */
    Optional<LoadBalancer> wanting(String host, List<LoadBalancer> balancers) {
        return balancers.stream()
                .filter(RouteWishes::isForOutside)
                .filter(RouteWishes::isServed)
                .filter(balancer -> of(balancer.getMetadata().getName()).contains(host))
                .findFirst();
    }

    /** The one with the lowest port, which is behind the Gateway. */
    private Optional<Listener> mainListener(String balancer) {
        return listeners.stream()
                .filter(listener -> balancer.equals(listener.getStatus().loadBalancer))
                .min(Comparator.comparing((Listener listener) -> listener.inForce().port));
    }

    private static boolean isServed(LoadBalancer balancer) {
        return LoadBalancerReport.attributes(balancer) instanceof Outcome.Accepted
                || balancer.getStatus() != null && balancer.getStatus().service != null; // goes on as it was
    }

    private Stream<Rule> rulesOf(String listener) {
        return rules.stream()
                .filter(rule -> rule.getStatus() != null
                        && rule.getStatus().inForce != null
                        && listener.equals(rule.getStatus().listener))
                .sorted(Comparator.comparing((Rule rule) -> rule.getStatus().inForce.priority));
    }

    private static Stream<String> hosts(RuleCondition condition) {
        if (!"host-header".equals(condition.field)) {
            return Stream.empty();
        }
        return (condition.hostHeaderConfig == null ? condition.values : condition.hostHeaderConfig.values).stream();
    }
}
