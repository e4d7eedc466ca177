package dev.davit.operator.elbv2.rule;

import dev.davit.api.ecs.v1alpha1.Service;
import dev.davit.api.elbv2.v1alpha1.ForwardTarget;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.operator.elbv2.balance.Forward;
import dev.davit.operator.elbv2.balance.Neighbours;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a rule looks at.
 *
 * @param rule the rule
 * @param listeners the Listeners of the namespace
 * @param siblings the Rules of the namespace
 * @param groups the TargetGroups of the namespace
 * @param services the Services of the namespace, which may shift weights
 * @param region the region in ARNs
 * @param now the time
 */
record RuleInputs(
        Rule rule,
        List<Listener> listeners,
        List<Rule> siblings,
        List<TargetGroup> groups,
        List<Service> services,
        String region,
        Instant now) {

    Optional<Listener> listener() {
        return of(rule);
    }

    private Optional<Listener> of(Rule any) {
        String name = Neighbours.resolve(
                any.getSpec().listenerRef, any.getSpec().listenerARN, "listener", any, Neighbours.names(listeners));
        return name == null ? Optional.empty() : Neighbours.named(listeners, name);
    }

    /** The older rules of the same listener. */
    List<Rule> older() {
        Optional<String> own = listener().map(found -> found.getMetadata().getName());
        return siblings.stream()
                .filter(other -> Neighbours.isOlder(other, rule))
                .filter(other ->
                        of(other).map(found -> found.getMetadata().getName()).equals(own))
                .toList();
    }

    /** The weights that a Service wants during a deployment; of several Services the oldest is heard. */
    Optional<List<ForwardTarget>> shifted() {
        return services.stream()
                .filter(service -> service.getMetadata().getDeletionTimestamp() == null)
                .filter(service -> service.getStatus() != null && service.getStatus().trafficShifts != null)
                .sorted((one, other) -> Neighbours.isOlder(one, other) ? -1 : 1)
                .flatMap(service -> service.getStatus().trafficShifts.stream())
                .filter(shift -> rule.getMetadata().getName().equals(shift.listenerRule))
                .filter(shift -> shift.weights != null && !shift.weights.isEmpty())
                .map(shift -> shift.weights.stream()
                        .map(weight -> Forward.share(weight.targetGroup, weight.weight))
                        .toList())
                .findFirst();
    }
}
