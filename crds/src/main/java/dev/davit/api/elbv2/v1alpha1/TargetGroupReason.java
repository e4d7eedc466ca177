package dev.davit.api.elbv2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a TargetGroup. */
public enum TargetGroupReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** An attribute is unknown, or not supported at this value; the message says which values are. */
    AttributeNotSupported,
    /** The value of an attribute is not in its range. */
    AttributeInvalid,
    /** There is no such Function, alias or version in the namespace. */
    FunctionNotFound,
    /** The Service that the group needs is already there and somebody else's. */
    NameTaken,
    /** Its Service is there, or its function can be called. */
    Programmed
}
