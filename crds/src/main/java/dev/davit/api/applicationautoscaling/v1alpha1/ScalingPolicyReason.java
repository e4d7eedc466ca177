package dev.davit.api.applicationautoscaling.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions and events of a ScalingPolicy. */
public enum ScalingPolicyReason implements Reason {
    /** The specification is valid, and its scalable target is registered. */
    Accepted,
    /** There is no ScalableTarget with the same resourceID in the namespace. */
    ScalableTargetNotFound,
    /** The metric is one that Davit does not have; the message says what to use instead. */
    MetricNotSupported,
    /** The step adjustments overlap, have a gap or do not fit the adjustment type. */
    StepAdjustmentsInvalid
}
