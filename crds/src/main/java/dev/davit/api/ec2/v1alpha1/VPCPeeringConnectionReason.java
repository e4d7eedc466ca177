package dev.davit.api.ec2.v1alpha1;

import dev.davit.api.common.Reason;

/** Reasons in the conditions of a VPCPeeringConnection. */
public enum VPCPeeringConnectionReason implements Reason {
    /** Both VPCs are there and the peering is accepted. */
    Active,
    /** acceptRequest is not true. */
    PendingAcceptance,
    /** One of the VPCs is not in the namespace. */
    VPCNotFound,
    /** A VPC cannot be peered with itself, nor with one whose address blocks overlap, nor with one of another account. */
    PeeringInvalid
}
