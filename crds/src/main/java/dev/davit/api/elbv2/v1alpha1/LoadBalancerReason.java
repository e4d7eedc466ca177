package dev.davit.api.elbv2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a LoadBalancer. */
public enum LoadBalancerReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** An attribute is unknown, or not supported at this value; the message says which values are. */
    AttributeNotSupported,
    /** The value of an attribute is not in its range. */
    AttributeInvalid,
    /** Load balancers of type application are switched off in this installation (loadBalancers.enabled). */
    EntryDisabled,
    /** It has no listener that is accepted, so it has no port. */
    NoListener,
    /** A security group that it names is not there, or is not valid. */
    SecurityGroupNotFound,
    /** The listeners of a network load balancer name several target groups; its Service can select the pods of one. */
    TooManyTargetGroups,
    /** The Service that it needs is already there and somebody else's. */
    NameTaken,
    /** Its Service is there. */
    Programmed,
    /** The Gateway leads to it; the message says under which names. Refusals of the Gateway have the Gateway's own reasons. */
    RouteAccepted,
    /** The installation names a Gateway, and the cluster does not serve HTTPRoute of the Gateway API. */
    GatewayAPINotServed
}
