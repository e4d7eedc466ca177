/**
 * The kinds of EC2 networking: VPC, Subnet, SecurityGroup, NetworkACL and VPCPeeringConnection, with the spec fields of ACK.
 */
package dev.davit.api.ec2.v1alpha1;
