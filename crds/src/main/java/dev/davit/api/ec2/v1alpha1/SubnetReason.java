package dev.davit.api.ec2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a Subnet. */
public enum SubnetReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** There is no such VPC in the namespace. */
    VPCNotFound,
    /** The VPC is not accepted yet. */
    VPCNotReady,
    /** The block is malformed, has host bits, or is not within the VPC's. */
    CIDRInvalid,
    /** The block overlaps that of an older subnet of the VPC. */
    CIDRConflict
}
