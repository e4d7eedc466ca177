package dev.davit.operator.elbv2.rule;

import dev.davit.api.elbv2.v1alpha1.Listener;
import dev.davit.api.elbv2.v1alpha1.Rule;
import dev.davit.api.elbv2.v1alpha1.RuleCondition;
import dev.davit.api.elbv2.v1alpha1.RuleReason;
import dev.davit.operator.elbv2.balance.Forward;
import dev.davit.operator.elbv2.balance.Neighbours;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about a rule. */
final class RuleCheck {
    /** AWS's quotas. */
    private static final int MOST_RULES = 100;

    private static final int MOST_VALUES = 5;
    private static final int MOST_WILDCARDS = 5;
    private static final Forward.Reasons REASONS = new Forward.Reasons(
            RuleReason.TargetGroupNotFound, RuleReason.TargetGroupNotReady, RuleReason.ProtocolMismatch);

    private RuleCheck() {}

    static Outcome accepted(RuleInputs inputs) {
        var spec = inputs.rule().getSpec();
        Optional<Listener> listener = inputs.listener();
        if (listener.isEmpty()) {
            return new Outcome.Waiting(
                    RuleReason.ListenerNotFound,
                    "Waiting for the Listener \"" + Neighbours.wanted(spec.listenerRef, spec.listenerARN)
                            + "\" in this namespace.");
        }
        var status = listener.get().getStatus();
        if (status == null || !Conditions.isTrue(status.conditions, "Accepted")) {
            return new Outcome.Waiting(
                    RuleReason.ListenerNotReady,
                    "Waiting for the Listener \"" + listener.get().getMetadata().getName() + "\" to be accepted.");
        }
        if (!"HTTP".equals(listener.get().getSpec().protocol)) {
            return new Outcome.Rejection(
                    RuleReason.ProtocolMismatch,
                    "Rules are for listeners of protocol HTTP: use the listener's defaultActions.");
        }
        return place(inputs);
    }

    private static Outcome place(RuleInputs inputs) {
        List<Rule> older = inputs.older();
        Optional<Rule> taken = older.stream()
                .filter(other -> other.getSpec().priority.equals(inputs.rule().getSpec().priority))
                .findFirst();
        if (taken.isPresent()) {
            return new Outcome.Rejection(
                    RuleReason.PriorityTaken,
                    "The Rule \"" + taken.get().getMetadata().getName() + "\" has priority "
                            + inputs.rule().getSpec().priority + " of this listener already: choose another priority.");
        }
        if (older.size() >= MOST_RULES) {
            return new Outcome.Rejection(
                    RuleReason.TooManyRules,
                    "A listener may have " + MOST_RULES + " rules, as on AWS: delete some, or use another listener.");
        }
        List<String> values = inputs.rule().getSpec().conditions.stream()
                .flatMap(RuleCheck::values)
                .toList();
        long wildcards = values.stream()
                .flatMapToInt(String::chars)
                .filter(letter -> letter == '*' || letter == '?')
                .count();
        if (values.size() > MOST_VALUES) {
            return new Outcome.Rejection(
                    RuleReason.TooManyConditionValues,
                    "The conditions of a rule may hold " + MOST_VALUES + " values in all, as on AWS, not "
                            + values.size() + ": use several rules.");
        }
        return wildcards > MOST_WILDCARDS
                ? new Outcome.Rejection(
                        RuleReason.TooManyWildcards,
                        "The conditions of a rule may hold " + MOST_WILDCARDS + " wildcards in all, as on AWS, not "
                                + wildcards + ": use several rules.")
                : new Outcome.Accepted();
    }

    private static Stream<String> values(RuleCondition condition) {
        return Stream.of(
                        condition.values,
                        condition.hostHeaderConfig == null ? null : condition.hostHeaderConfig.values,
                        condition.pathPatternConfig == null ? null : condition.pathPatternConfig.values,
                        condition.httpHeaderConfig == null ? null : condition.httpHeaderConfig.values,
                        condition.httpRequestMethodConfig == null ? null : condition.httpRequestMethodConfig.values,
                        condition.sourceIPConfig == null ? null : condition.sourceIPConfig.values,
                        condition.queryStringConfig == null
                                ? null
                                : condition.queryStringConfig.values.stream()
                                        .map(pair -> (pair.key == null ? "" : pair.key) + pair.value)
                                        .toList())
                .filter(Objects::nonNull)
                .flatMap(List::stream);
    }

    /** Where requests go. */
    static Forward forward(RuleInputs inputs) {
        var action = inputs.rule().getSpec().actions.getFirst();
        return "forward".equals(action.type) && inputs.shifted().isPresent()
                ? Forward.of(inputs.shifted().get(), "HTTP", inputs.groups(), REASONS)
                : Forward.of(action, inputs.rule(), "HTTP", inputs.groups(), REASONS);
    }
}
