package dev.davit.api.ec2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a NetworkACL. */
public enum NetworkACLReason implements Reason {
    /** The specification is valid and everything that it refers to exists. */
    Accepted,
    /** There is no such VPC in the namespace. */
    VPCNotFound,
    /** A subnet of the associations is not there or of another VPC. */
    SubnetNotFound,
    /** The entries are in the cluster as ClusterNetworkPolicies. */
    Compiled,
    /** An older NetworkACL applies to one of the subnets. */
    SubnetTaken,
    /** The entries are not in force: the message says what the cluster lacks. */
    NaclUnsupported
}
