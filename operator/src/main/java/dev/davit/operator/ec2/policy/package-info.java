/**
 * The compiler, pure: security groups -> NetworkPolicies, a few a group and none a pod, and the wall around every pod that
 * Davit makes. Nothing else builds NetworkPolicies. Owns no object: {@code ec2.securitygroup} and {@code network} apply
 * what is built here.
 *
 * <p>Invariants: equal input, equal policies, to the byte; an edit of a rule changes the policy of its direction alone; what
 * is closed stays closed whatever rule for a wider block is written; functions admit nothing.
 */
package dev.davit.operator.ec2.policy;
