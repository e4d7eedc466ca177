package dev.davit.api.elbv2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Rule. */
public enum RuleReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** There is no such Listener in the namespace. */
    ListenerNotFound,
    /** The Listener is not accepted yet. */
    ListenerNotReady,
    /** An older Rule of the listener has this priority. */
    PriorityTaken,
    /** The listener has 100 older rules. */
    TooManyRules,
    /** The conditions hold more than 5 values. */
    TooManyConditionValues,
    /** The conditions hold more than 5 wildcards. */
    TooManyWildcards,
    /** The listener is not HTTP, or a target group is not. */
    ProtocolMismatch,
    /** There is no such TargetGroup in the namespace. */
    TargetGroupNotFound,
    /** A target group that it forwards to is not ready. */
    TargetGroupNotReady,
    /** The gateway obeys it. */
    Programmed
}
