/**
 * SecurityGroup -> NetworkPolicies. Owns the policies labelled {@code ec2.davit.dev/securitygroup}; reads the namespace's
 * network, the facts of the cluster and the pods that carry the group's label; writes the policies and the group's status.
 *
 * <p>Invariants: what is wrong with a rule or a group closes, never opens; a group that is deleted takes its policies along
 * at once (owner references) and holds up nothing: no finalizer.
 */
package dev.davit.operator.ec2.securitygroup;
