/**
 * VPCPeeringConnection: says whether it is in force. Owns nothing; reads the namespace's network; writes the peering's status.
 */
package dev.davit.operator.ec2.peering;
