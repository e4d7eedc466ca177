/**
 * VPC: its status and its default SecurityGroup. Owns that group, which is made once and then its user's; reads the
 * namespace's network and the pods in the VPC; writes the VPC's status, which comes after the namespace's wall stands.
 */
package dev.davit.operator.ec2.vpc;
