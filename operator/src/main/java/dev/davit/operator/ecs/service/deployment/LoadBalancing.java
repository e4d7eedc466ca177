package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.common.ElbId;
import dev.davit.api.common.Reference;
import dev.davit.api.ecs.v1alpha1.AdvancedConfiguration;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceReason;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.api.ecs.v1alpha1.TrafficShift;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The target groups and rules of a namespace, as services see them.
 *
 * @param namespace the namespace
 * @param groups what target groups ask of their targets, by name
 * @param rules the weights that rules have in force, by name and target group
 */
public record LoadBalancing(
        String namespace, Map<String, TaskLoadBalancer> groups, Map<String, Map<String, Integer>> rules) {

    /** The first target group or rule that a service names and that is not there. */
    public Optional<Outcome> missing(ServiceSpec spec) {
        return balancers(spec).flatMap(this::missing).findFirst();
    }

    private Stream<Outcome> missing(LoadBalancer balancer) {
        AdvancedConfiguration advanced =
                Objects.requireNonNullElseGet(balancer.advancedConfiguration, AdvancedConfiguration::new);
        return Stream.concat(
                Stream.of(
                                Optional.of(group(balancer.targetGroupRef, balancer.targetGroupARN)),
                                name("targetgroup", advanced.alternateTargetGroupRef, advanced.alternateTargetGroupARN))
                        .flatMap(Optional::stream)
                        .filter(name -> !groups.containsKey(name))
                        .map(name -> new Outcome.Waiting(
                                ServiceReason.TargetGroupNotFound,
                                "The target group " + name
                                        + " does not exist. Waiting for a TargetGroup of type ip of this namespace.")),
                Stream.of(
                                rule(advanced.productionListenerRuleRef, advanced.productionListenerRule),
                                rule(advanced.testListenerRuleRef, advanced.testListenerRule))
                        .flatMap(Optional::stream)
                        .filter(name -> !rules.containsKey(name))
                        .map(name -> new Outcome.Waiting(
                                ServiceReason.ListenerRuleNotFound,
                                "The listener rule " + name
                                        + " does not exist. Waiting for a Rule of this namespace.")));
    }

    public static Stream<LoadBalancer> balancers(ServiceSpec spec) {
        return spec.loadBalancers == null ? Stream.empty() : spec.loadBalancers.stream();
    }

    /** The name of a target group, or what the spec calls it as long as there is none. */
    public String group(Reference reference, String nameOrArn) {
        return name("targetgroup", reference, nameOrArn).orElseThrow();
    }

    /** The name of a rule, or what the spec calls it as long as there is none; empty when it names none. */
    public Optional<String> rule(Reference reference, String nameOrArn) {
        return name("rule", reference, nameOrArn);
    }

    private Optional<String> name(String kind, Reference reference, String nameOrArn) {
        if (reference != null) {
            return Optional.of(reference.from.name);
        }
        List<String> names = List.copyOf("rule".equals(kind) ? rules.keySet() : groups.keySet());
        return Optional.ofNullable(nameOrArn)
                .map(text -> Objects.requireNonNullElse(ElbId.named(text, kind, namespace, names), text));
    }

    /** Whether all target groups of a deployment are there: its tasks cannot be made without. */
    public boolean has(ServiceDeployment deployment) {
        return deployment.targetGroups == null
                || deployment.targetGroups.stream().allMatch(group -> groups.containsKey(group.targetGroup));
    }

    /** Whether requests go where these shifts want them to go. */
    public boolean inForce(List<TrafficShift> shifts) {
        return shifts.stream().allMatch(shift -> {
            Map<String, Integer> rule = rules.get(shift.listenerRule);
            Map<String, Integer> wanted = new TreeMap<>();
            shift.weights.forEach(weight -> wanted.put(weight.targetGroup, weight.weight));
            return rule != null && positive(wanted).equals(positive(rule));
        });
    }

    private static Map<String, Integer> positive(Map<String, Integer> weights) {
        Map<String, Integer> positive = new TreeMap<>(weights);
        positive.values().removeIf(weight -> weight == null || weight == 0);
        return positive;
    }
}
