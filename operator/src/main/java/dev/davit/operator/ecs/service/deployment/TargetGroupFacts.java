package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.TargetHealthCheck;
import dev.davit.api.ecs.v1alpha1.TaskLoadBalancer;
import dev.davit.api.elbv2.v1alpha1.Attribute;
import dev.davit.api.elbv2.v1alpha1.ForwardTarget;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.elbv2.v1alpha1.TargetGroupSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: reads target groups and rules as services need them. */
public final class TargetGroupFacts {

    private static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";
    private static final String TRAFFIC_PORT = "traffic-port";
    private static final String FUNCTIONS = "lambda";

    private TargetGroupFacts() {}

    /** What is there in a namespace; groups of functions take no tasks. */
    public static LoadBalancing of(String namespace, Stream<TargetGroup> groups, Stream<Rule> rules) {
        Map<String, TaskLoadBalancer> asked = new LinkedHashMap<>();
        groups.filter(group -> !FUNCTIONS.equals(group.getSpec().targetType))
                .forEach(group -> asked.put(group.getMetadata().getName(), asked(group)));
        Map<String, Map<String, Integer>> weights = new LinkedHashMap<>();
        rules.forEach(rule -> weights.put(rule.getMetadata().getName(), weights(rule)));
        return new LoadBalancing(namespace, asked, weights);
    }

    private static TaskLoadBalancer asked(TargetGroup group) {
        TaskLoadBalancer asked = new TaskLoadBalancer();
        asked.targetGroup = group.getMetadata().getName();
        asked.healthCheck = check(group.getSpec());
        asked.deregistrationDelay = delay(group.getSpec());
        return asked;
    }

    private static TargetHealthCheck check(TargetGroupSpec spec) {
        TargetHealthCheck check = new TargetHealthCheck();
        check.protocol = spec.healthCheckProtocol == null ? spec.protocol : spec.healthCheckProtocol;
        check.path = spec.healthCheckPath;
        check.port = spec.healthCheckPort == null || TRAFFIC_PORT.equals(spec.healthCheckPort)
                ? null
                : Integer.valueOf(spec.healthCheckPort);
        check.intervalSeconds = spec.healthCheckIntervalSeconds;
        check.timeoutSeconds = spec.healthCheckTimeoutSeconds;
        check.healthyThresholdCount = spec.healthyThresholdCount;
        check.unhealthyThresholdCount = spec.unhealthyThresholdCount;
        return check;
    }

    /** In seconds; null for the default. What is no number is refused on the TargetGroup, and counts as the default. */
    private static Integer delay(TargetGroupSpec spec) {
        return Optional.ofNullable(spec.attributes).stream()
                .flatMap(List::stream)
                .filter(attribute -> DEREGISTRATION_DELAY.equals(attribute.key))
                .map((Attribute attribute) -> attribute.value)
                .filter(value -> value != null && value.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds <= 3600)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Integer> weights(Rule rule) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        if (rule.getStatus() != null && rule.getStatus().forward != null) {
            for (ForwardTarget target : rule.getStatus().forward) {
                weights.put(target.targetGroup, target.weight);
            }
        }
        return weights;
    }
}
