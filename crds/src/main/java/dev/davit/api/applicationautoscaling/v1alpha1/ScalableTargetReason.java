package dev.davit.api.applicationautoscaling.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions and events of a ScalableTarget. */
public enum ScalableTargetReason implements Reason {
    /** The specification is valid, and the service is there. */
    Accepted,
    /** There is no Service of that name and cluster in the namespace. */
    ServiceNotFound,
    /** An older ScalableTarget of the namespace has the same resourceID. */
    ResourceAlreadyRegistered,
    /** A scheduled action cannot be read; the message says which and what of it. */
    ScheduledActionInvalid,
    /** Every policy has a metric of the last minute. */
    MetricsAvailable,
    /** No policy needs metrics. */
    NoPolicies,
    /** The cluster serves no metrics of pods: metrics-server, or what stands in for it, is missing or down. */
    MetricsNotServed,
    /** A metric had no datapoint in the last minute; nothing is scaled in without. */
    InsufficientData,
    /** The desired count was set. */
    Scaled,
    /** The limits were changed by a scheduled action. */
    LimitsChanged,
    /** The desired count could not be set, or somebody else set another one. */
    ScalingFailed
}
