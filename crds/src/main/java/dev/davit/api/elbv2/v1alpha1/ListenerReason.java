package dev.davit.api.elbv2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Listener. */
public enum ListenerReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** There is no such LoadBalancer in the namespace. */
    LoadBalancerNotFound,
    /** The LoadBalancer is not accepted yet. */
    LoadBalancerNotReady,
    /** An older Listener of the load balancer has this port. */
    PortTaken,
    /** The protocol does not go with the type of the load balancer or of a target group. */
    ProtocolMismatch,
    /** A network load balancer forwards to one target group and does nothing else. */
    ActionNotSupported,
    /** There is no such TargetGroup in the namespace. */
    TargetGroupNotFound,
    /** A target group that it forwards to is not ready. */
    TargetGroupNotReady,
    /** All ports of the gateway for listeners are in use (loadBalancers.ports). */
    EntryPortsExhausted,
    /** The gateway serves it, or its Service has the port. */
    Programmed
}
