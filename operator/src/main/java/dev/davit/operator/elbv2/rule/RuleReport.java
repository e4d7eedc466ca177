package dev.davit.operator.elbv2.rule;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.ElbId;
import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleInForce;
import dev.davit.api.elbv2.v1alpha1.RuleReason;
import dev.davit.api.elbv2.v1alpha1.RuleStatus;
import dev.davit.operator.elbv2.balance.Forward;
import dev.davit.operator.elbv2.balance.Identity;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;

/** Pure: a rule's status. */
final class RuleReport {
    static final String ACCEPTED = "Accepted";
    static final String PROGRAMMED = "Programmed";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, PROGRAMMED);

    private RuleReport() {}

    static RuleStatus status(RuleInputs inputs) {
        Rule rule = inputs.rule();
        RuleStatus before = rule.getStatus();
        RuleStatus status = new RuleStatus();
        status.observedGeneration = rule.getMetadata().getGeneration();
        ConditionsBuilder conditions =
                CONDITIONS.begin(before == null ? null : before.conditions, status.observedGeneration, inputs.now());
        Outcome accepted = RuleCheck.accepted(inputs);
        Forward forward = accepted instanceof Outcome.Accepted ? RuleCheck.forward(inputs) : null;
        if (forward != null && forward.outcome() instanceof Outcome.Rejection) {
            accepted = forward.outcome();
        }
        Conditions.decided(conditions, ACCEPTED, RuleReason.Accepted, accepted);
        if (accepted instanceof Outcome.Accepted) {
            var listener = inputs.listener().orElseThrow();
            status.listener = listener.getMetadata().getName();
            status.inForce = RuleInForce.of(rule.getSpec());
            status.ackResourceMetadata = identity(inputs, listener);
            status.forward = forward.outcome() instanceof Outcome.Accepted
                    ? forward.shares()
                    : before == null ? null : before.forward; // what was in force goes on
            Conditions.decided(conditions, PROGRAMMED, RuleReason.Programmed, forward.outcome());
        } else if (before != null && before.inForce != null && inputs.listener().isPresent()) {
            status.listener = before.listener;
            status.inForce = before.inForce; // what was accepted before is obeyed until something else is
            status.ackResourceMetadata = before.ackResourceMetadata;
            status.forward = before.forward;
        }
        status.conditions = conditions.build();
        return status;
    }

    private static ACKResourceMetadata identity(RuleInputs inputs, Listener listener) {
        String namespace = inputs.rule().getMetadata().getNamespace();
        String resource = ElbId.listener(
                namespace,
                listener.getStatus().loadBalancer,
                false,
                listener.getMetadata().getName());
        return Identity.of(
                inputs.region(),
                namespace,
                ElbId.rule(namespace, resource, inputs.rule().getMetadata().getName()));
    }
}
