/**
 * Subnet: its status, with an account of its addresses. Owns nothing; reads the namespace's network and the pods in the
 * subnet; writes the subnet's status.
 */
package dev.davit.operator.ec2.subnet;
