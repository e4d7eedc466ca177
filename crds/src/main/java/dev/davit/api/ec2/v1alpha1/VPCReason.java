package dev.davit.api.ec2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a VPC. */
public enum VPCReason implements Reason {
    /** The specification is valid. */
    Accepted,
    /** An address block is malformed, has host bits, or overlaps another one of the VPC. */
    CIDRInvalid,
    /** The cluster's network was seen to enforce NetworkPolicies. */
    Enforced,
    /** The cluster's network does not enforce NetworkPolicies: what a rule forbids was seen to pass. */
    NetworkPolicyNotEnforced,
    /** Whether the cluster's network enforces NetworkPolicies is not known yet; the message says why. */
    NetworkPolicyNotProbed
}
