package dev.davit.operator.elbv2.targetgroup;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.ElbId;
import dev.davit.api.elbv2.v1alpha1.TargetGroupReason;
import dev.davit.api.elbv2.v1alpha1.TargetGroupStatus;
import dev.davit.api.elbv2.v1alpha1.TargetHealthDescription;
import dev.davit.operator.elbv2.balance.Identity;
import dev.davit.operator.elbv2.balance.KnownAttributes;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.util.List;

/** Pure: whether a group is accepted, and its status. */
final class TargetGroupReport {
    static final String ACCEPTED = "Accepted";
    static final String PROGRAMMED = "Programmed";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, PROGRAMMED);

    private TargetGroupReport() {}

    static Outcome accepted(TargetGroupInputs inputs) {
        return inputs.hasForeignService()
                ? new Outcome.Rejection(
                        TargetGroupReason.NameTaken,
                        "There is a Service \"" + TargetGroupObjects.serviceName(inputs.name())
                                + "\" that is not Davit's: delete it, or give the TargetGroup another name.")
                : KnownAttributes.OF_TARGET_GROUPS.check(
                        inputs.group().getSpec().attributes,
                        TargetGroupReason.AttributeInvalid,
                        TargetGroupReason.AttributeNotSupported);
    }

    /** Whether it has targets: it is accepted, or it was before attributes that are not were written. */
    static boolean serves(TargetGroupInputs inputs) {
        TargetGroupStatus before = inputs.group().getStatus();
        return accepted(inputs) instanceof Outcome.Accepted
                || inputs.hasService()
                || inputs.isFunction() && before != null && before.functionARN != null;
    }

    private static Outcome programmed(TargetGroupInputs inputs) {
        if (inputs.isFunction()
                && inputs.described().isPresent()
                && inputs.functionArn().isEmpty()) {
            var target = inputs.described().get();
            return new Outcome.Waiting(
                    TargetGroupReason.FunctionNotFound,
                    "Waiting for the Function \"" + Neighbours.wanted(target.functionRef, target.id)
                            + "\" in this namespace.");
        }
        return new Outcome.Accepted();
    }

    static TargetGroupStatus status(TargetGroupInputs inputs) {
        TargetGroupStatus status = new TargetGroupStatus();
        status.observedGeneration = inputs.group().getMetadata().getGeneration();
        status.ackResourceMetadata =
                Identity.of(inputs.region(), inputs.namespace(), ElbId.targetGroup(inputs.namespace(), inputs.name()));
        TargetGroupStatus before = inputs.group().getStatus();
        ConditionsBuilder conditions =
                CONDITIONS.begin(before == null ? null : before.conditions, status.observedGeneration, inputs.now());
        Outcome accepted = accepted(inputs);
        Conditions.decided(conditions, ACCEPTED, TargetGroupReason.Accepted, accepted);
        if (serves(inputs)) {
            targets(inputs, status);
        }
        if (accepted instanceof Outcome.Accepted) {
            Conditions.decided(conditions, PROGRAMMED, TargetGroupReason.Programmed, programmed(inputs));
        }
        status.conditions = conditions.build();
        return status;
    }

    private static void targets(TargetGroupInputs inputs, TargetGroupStatus status) {
        if (inputs.isFunction()) {
            status.functionARN = inputs.functionArn().orElse(null);
        } else {
            status.service = TargetGroupObjects.serviceName(inputs.name());
            status.portName = ElbId.portName(inputs.name());
        }
        List<String> loadBalancers = inputs.loadBalancers();
        status.loadBalancerARNs = loadBalancers.isEmpty() ? null : loadBalancers;
        List<TargetHealthDescription> targets = new TargetHealth(inputs, !loadBalancers.isEmpty()).targets();
        status.targets = targets.isEmpty() ? null : targets;
        status.registeredTargets = targets.size();
        status.healthyTargets = (int) targets.stream()
                .filter(target -> List.of("healthy", "unused").contains(target.state))
                .count();
    }
}
