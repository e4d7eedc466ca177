package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.AdvancedConfiguration;
import dev.davit.api.ecs.v1alpha1.LoadBalancer;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;
import dev.davit.api.ecs.v1alpha1.TargetGroupWeight;
import dev.davit.api.ecs.v1alpha1.TrafficShift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pure: the weights that a service wants in Rules. */
public final class Traffic {

    private static final double ALL = 100;

    private Traffic() {}

    /**
     * The shifts of every load balancer with an advancedConfiguration: the newest deployment has its share of production
     * traffic, the one before it the rest; test traffic is the newest one's from its stage on.
     */
    public static List<TrafficShift> of(ServiceSpec spec, LoadBalancing balancing, ServiceDeployment newest) {
        Map<String, TrafficShift> shifts = new LinkedHashMap<>();
        LoadBalancing.balancers(spec)
                .filter(b -> b.advancedConfiguration != null)
                .forEach(balancer -> {
                    Groups groups = Groups.of(balancer, balancing, newest);
                    AdvancedConfiguration advanced = balancer.advancedConfiguration;
                    balancing
                            .rule(advanced.productionListenerRuleRef, advanced.productionListenerRule)
                            .ifPresent(rule -> shifts.put(rule, shift(rule, groups, percent(newest))));
                    balancing
                            .rule(advanced.testListenerRuleRef, advanced.testListenerRule)
                            .ifPresent(rule ->
                                    shifts.putIfAbsent(rule, shift(rule, groups, Stage.tested(newest) ? ALL : 0)));
                });
        return new ArrayList<>(shifts.values());
    }

    /** The share of the newest deployment: what its stage says, else all. */
    public static double percent(ServiceDeployment newest) {
        return newest.productionTrafficPercent == null ? ALL : newest.productionTrafficPercent;
    }

    /**
     * The two groups of a load balancer.
     *
     * @param newest in which tasks of the newest deployment are registered
     * @param other the other one
     */
    public record Groups(String newest, String other) {
        static Groups of(LoadBalancer balancer, LoadBalancing balancing, ServiceDeployment deployment) {
            String first = balancing.group(balancer.targetGroupRef, balancer.targetGroupARN);
            AdvancedConfiguration advanced = balancer.advancedConfiguration;
            String second = balancing.group(advanced.alternateTargetGroupRef, advanced.alternateTargetGroupARN);
            boolean inSecond = Optional.ofNullable(deployment.targetGroups).stream()
                    .flatMap(List::stream)
                    .anyMatch(group -> second.equals(group.targetGroup));
            return inSecond ? new Groups(second, first) : new Groups(first, second);
        }
    }

    private static TrafficShift shift(String rule, Groups groups, double percent) {
        // Whole percents are weights of a hundred, tenths of a thousand: no weight is over 999, for neither has all
        // then.
        int scale = percent == Math.rint(percent) ? 1 : 10;
        TrafficShift shift = new TrafficShift();
        shift.listenerRule = rule;
        shift.weights = List.of(weight(groups.newest(), (int) Math.round(percent * scale)), weight(groups.other(), (int)
                Math.round((ALL - percent) * scale)));
        return shift;
    }

    private static TargetGroupWeight weight(String group, int weight) {
        TargetGroupWeight entry = new TargetGroupWeight();
        entry.targetGroup = group;
        entry.weight = weight;
        return entry;
    }
}
