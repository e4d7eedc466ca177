package dev.davit.operator.autoscaling.scalabletarget;

import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetReason;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalableTargetStatus;
import dev.davit.api.applicationautoscaling.v1alpha1.ScalingActivity;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.CommonReason;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Outcome;
import java.util.List;

/** Pure: what the status of a scalable target says. */
final class ScalableTargetReport {

    static final String ACCEPTED = "Accepted";
    static final String METRICS = "MetricsAvailable";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, METRICS);
    private static final int ID = 32;

    private ScalableTargetReport() {}

    /** Of one that scales nothing for the time being. */
    static ScalableTargetStatus idle(ScalableTargetInputs inputs, Outcome outcome) {
        ScalableTargetStatus status = begin(inputs);
        status.registered = inputs.status().registered;
        status.minCapacity = inputs.status().minCapacity;
        status.maxCapacity = inputs.status().maxCapacity;
        status.scheduledActions = inputs.status().scheduledActions;
        status.activities = inputs.status().activities;
        status.conditions = Conditions.decided(conditions(inputs), ACCEPTED, ScalableTargetReason.Accepted, outcome)
                .markUnknown(METRICS, CommonReason.Pending, "Nothing is scaled yet.")
                .build();
        return status;
    }

    /** Of one that scales. */
    static ScalableTargetStatus of(
            ScalableTargetInputs inputs, Limits limits, MetricState metrics, List<ScalingActivity> begun) {
        ScalableTargetStatus status = begin(inputs);
        status.registered = Limits.registered(inputs.target().getSpec());
        status.minCapacity = limits.minimum();
        status.maxCapacity = limits.maximum();
        status.scheduledActions = limits.progress().isEmpty() ? null : limits.progress();
        status.activities = Activities.with(begun, inputs.status().activities);
        status.conditions = metrics(conditions(inputs).markTrue(ACCEPTED, ScalableTargetReason.Accepted, ""), metrics)
                .build();
        return status;
    }

    /** The status with other activities; what a cache holds is never changed. */
    static ScalableTargetStatus with(ScalableTargetStatus known, List<ScalingActivity> activities) {
        ScalableTargetStatus status = new ScalableTargetStatus();
        status.observedGeneration = known.observedGeneration;
        status.conditions = known.conditions;
        status.minCapacity = known.minCapacity;
        status.maxCapacity = known.maxCapacity;
        status.registered = known.registered;
        status.scheduledActions = known.scheduledActions;
        status.activities = activities;
        status.ackResourceMetadata = known.ackResourceMetadata;
        return status;
    }

    private static ConditionsBuilder metrics(ConditionsBuilder conditions, MetricState metrics) {
        return switch (metrics.reason()) {
            case MetricsNotServed -> conditions.markFalse(METRICS, metrics.reason(), metrics.message());
            case InsufficientData -> conditions.markUnknown(METRICS, metrics.reason(), metrics.message());
            default -> conditions.markTrue(METRICS, metrics.reason(), metrics.message());
        };
    }

    private static ConditionsBuilder conditions(ScalableTargetInputs inputs) {
        return CONDITIONS.begin(
                inputs.status().conditions, inputs.target().getMetadata().getGeneration(), inputs.now());
    }

    private static ScalableTargetStatus begin(ScalableTargetInputs inputs) {
        var metadata = inputs.target().getMetadata();
        ScalableTargetStatus status = new ScalableTargetStatus();
        status.observedGeneration = metadata.getGeneration();
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.ownerAccountID = Accounts.of(metadata.getNamespace());
        status.ackResourceMetadata.region = inputs.region();
        status.ackResourceMetadata.arn = Arn.of(
                        "application-autoscaling",
                        inputs.region(),
                        status.ackResourceMetadata.ownerAccountID,
                        "scalable-target/" + Names.hash(metadata.getNamespace() + "/" + inputs.resource(), ID))
                .toString();
        return status;
    }
}
