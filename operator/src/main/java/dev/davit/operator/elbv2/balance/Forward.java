package dev.davit.operator.elbv2.balance;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.Reason;
import dev.davit.api.elbv2.v1alpha1.Action;
import dev.davit.api.elbv2.v1alpha1.ForwardTarget;
import dev.davit.api.elbv2.v1alpha1.TargetGroup;
import dev.davit.api.elbv2.v1alpha1.TargetGroupTuple;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Pure: where an action leads.
 *
 * @param shares the target groups by name with their weights, in force when {@code outcome} is Accepted; null for other actions
 * @param outcome accepted; waiting for a group; or rejected, for a group does not go with the listener
 */
public record Forward(List<ForwardTarget> shares, Outcome outcome) {

    /**
     * The reasons of the kind that asks.
     *
     * @param notFound there is no such group
     * @param notReady it is not ready
     * @param mismatch its protocol does not go with the listener's
     */
    public record Reasons(Reason notFound, Reason notReady, Reason mismatch) {}

    /**
     * Resolves an action.
     *
     * @param action the action
     * @param of whose it is
     * @param protocol the listener's protocol
     * @param groups the target groups of the namespace
     * @param reasons what to call what is wrong
     */
    public static Forward of(
            Action action, HasMetadata of, String protocol, List<TargetGroup> groups, Reasons reasons) {
        if (!"forward".equals(action.type)) {
            return new Forward(null, new Outcome.Accepted());
        }
        List<ForwardTarget> shares = new ArrayList<>();
        for (TargetGroupTuple tuple : tuples(action)) {
            String name = Neighbours.resolve(
                    tuple.targetGroupRef, tuple.targetGroupARN, "targetgroup", of, Neighbours.names(groups));
            if (name == null) {
                return new Forward(
                        null,
                        new Outcome.Waiting(
                                reasons.notFound(),
                                "Waiting for the TargetGroup \""
                                        + Neighbours.wanted(tuple.targetGroupRef, tuple.targetGroupARN)
                                        + "\" in this namespace."));
            }
            shares.add(share(name, tuple.weight == null ? 1 : tuple.weight));
        }
        return of(merged(shares), protocol, groups, reasons);
    }

    /** The same for weights that somebody shifts. */
    public static Forward of(List<ForwardTarget> shares, String protocol, List<TargetGroup> groups, Reasons reasons) {
        for (ForwardTarget share : shares) {
            Optional<TargetGroup> group = Neighbours.named(groups, share.targetGroup);
            if (group.isEmpty()) {
                return new Forward(
                        null,
                        new Outcome.Waiting(
                                reasons.notFound(),
                                "Waiting for the TargetGroup \"" + share.targetGroup + "\" in this namespace."));
            }
            String spoken = Objects.requireNonNullElse(group.get().getSpec().protocol, "HTTP"); // functions speak HTTP
            if (!spoken.equals(protocol)) {
                return new Forward(
                        null,
                        new Outcome.Rejection(
                                reasons.mismatch(),
                                "The TargetGroup \"" + share.targetGroup + "\" is of protocol " + spoken
                                        + " and the listener of " + protocol
                                        + ": forward to a group of the listener's protocol."));
            }
            if (!isReady(group.get())) {
                return new Forward(
                        null,
                        new Outcome.Waiting(
                                reasons.notReady(),
                                "Waiting for the TargetGroup \"" + share.targetGroup + "\" to be ready."));
            }
        }
        return new Forward(shares, new Outcome.Accepted());
    }

    /** The names of the groups that an action leads to, as they are written. */
    private static List<TargetGroupTuple> tuples(Action action) {
        if (action.forwardConfig != null) {
            return action.forwardConfig.targetGroups;
        }
        TargetGroupTuple tuple = new TargetGroupTuple();
        tuple.targetGroupARN = action.targetGroupARN;
        tuple.targetGroupRef = action.targetGroupRef;
        return List.of(tuple);
    }

    private static List<ForwardTarget> merged(List<ForwardTarget> shares) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        shares.forEach(share -> weights.merge(share.targetGroup, share.weight, Integer::sum));
        return weights.entrySet().stream()
                .map(each -> share(each.getKey(), each.getValue()))
                .toList();
    }

    /** A share. */
    public static ForwardTarget share(String targetGroup, int weight) {
        ForwardTarget share = new ForwardTarget();
        share.targetGroup = targetGroup;
        share.weight = weight;
        return share;
    }

    private static boolean isReady(TargetGroup group) {
        return group.getStatus() != null
                && Objects.equals(
                        group.getStatus().observedGeneration,
                        group.getMetadata().getGeneration())
                && Conditions.isTrue(group.getStatus().conditions, ConditionSet.READY);
    }
}
