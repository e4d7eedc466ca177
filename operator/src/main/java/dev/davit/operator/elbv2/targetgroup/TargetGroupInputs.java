package dev.davit.operator.elbv2.targetgroup;

import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ElbId;
import dev.davit.api.elbv2.v1alpha1.ForwardTarget;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.TargetDescription;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.operator.elbv2.balance.Identity;
import dev.davit.operator.functions.FunctionTarget;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything one pass over a target group looks at.
 *
 * @param group the group
 * @param functions the Functions of the namespace
 * @param slices the EndpointSlices of its Service
 * @param listeners the Listeners of the namespace
 * @param rules the Rules of the namespace
 * @param hasService whether its Service is there
 * @param hasForeignService whether its Service's name is somebody else's
 * @param region the region in ARNs
 * @param now the time
 */
record TargetGroupInputs(
        TargetGroup group,
        List<Function> functions,
        List<EndpointSlice> slices,
        List<Listener> listeners,
        List<Rule> rules,
        boolean hasService,
        boolean hasForeignService,
        String region,
        Instant now) {

    String namespace() {
        return group.getMetadata().getNamespace();
    }

    String name() {
        return group.getMetadata().getName();
    }

    boolean isFunction() {
        return "lambda".equals(group.getSpec().targetType);
    }

    /** The function as it is named, with a qualifier or without; empty when none is. */
    Optional<TargetDescription> described() {
        List<TargetDescription> targets = group.getSpec().targets;
        return isFunction() && targets != null && !targets.isEmpty()
                ? Optional.of(targets.getFirst())
                : Optional.empty();
    }

    /** The ARN of the function, once it is there. */
    Optional<String> functionArn() {
        return described().flatMap(target -> {
            String text = target.functionRef == null ? target.id : target.functionRef.from.name;
            Optional<Arn> arn = Arn.parse(text);
            String plain = arn.flatMap(Arn::functionName).orElse(text.replaceFirst(":.*", ""));
            String qualifier = arn.isPresent()
                    ? arn.flatMap(Arn::functionQualifier).orElse(null)
                    : text.contains(":") ? text.substring(text.indexOf(':') + 1) : null;
            return functions.stream()
                    .filter(function -> plain.equals(
                            target.functionRef == null
                                    ? FunctionTarget.awsName(function)
                                    : function.getMetadata().getName()))
                    .findFirst()
                    .map(function -> Arn.function(region, Accounts.of(namespace()), FunctionTarget.awsName(function))
                            .qualified(qualifier)
                            .toString());
        });
    }

    /** The ARNs of the load balancers that forward here. */
    List<String> loadBalancers() {
        Set<String> used = new TreeSet<>();
        listeners.stream()
                .filter(l -> l.getStatus() != null && l.getStatus().loadBalancer != null)
                .forEach(listener -> {
                    boolean leads = leadsHere(listener.getStatus().forward)
                            || rules.stream()
                                    .anyMatch(rule -> rule.getStatus() != null
                                            && listener.getMetadata().getName().equals(rule.getStatus().listener)
                                            && leadsHere(rule.getStatus().forward));
                    if (leads) {
                        String resource = ElbId.loadBalancer(
                                namespace(),
                                listener.getStatus().loadBalancer,
                                "TCP".equals(listener.inForce().protocol));
                        used.add(Identity.of(region, namespace(), resource).arn);
                    }
                });
        return List.copyOf(used);
    }

    private boolean leadsHere(List<ForwardTarget> forward) {
        return forward != null && forward.stream().anyMatch(share -> share.targetGroup.equals(name()));
    }
}
