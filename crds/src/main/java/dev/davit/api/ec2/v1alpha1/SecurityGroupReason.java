package dev.davit.api.ec2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a SecurityGroup. */
public enum SecurityGroupReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** There is no such VPC in the namespace. */
    VPCNotFound,
    /** The VPC is not accepted yet. */
    VPCNotReady,
    /** An older SecurityGroup of the VPC has this name. */
    NameTaken,
    /** A rule names a security group or prefix list that is not there; the other rules are in force. */
    ReferenceNotFound,
    /** A rule names a security group of another account, or of a VPC that is not peered. */
    ReferenceForeign,
    /** A block of a rule is malformed or has host bits. */
    CIDRInvalid,
    /** The rules are in the cluster as NetworkPolicies. */
    Compiled,
    /** The cluster's network was seen to enforce NetworkPolicies. */
    Enforced,
    /** The cluster's network does not enforce NetworkPolicies: what a rule forbids was seen to pass. */
    NetworkPolicyNotEnforced,
    /** Whether the cluster's network enforces NetworkPolicies is not known yet; the message says why. */
    NetworkPolicyNotProbed
}
