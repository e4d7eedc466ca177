/**
 * NetworkACL -> ClusterNetworkPolicies, where the cluster serves them and the chart allows it. Owns those labelled {@code
 * ec2.davit.dev/networkacl}; reads the namespace's network and the facts of the cluster; writes the policies and the ACL's status.
 *
 * <p>Invariant: a policy goes with its ACL, seen or swept, and holds up neither the ACL nor its namespace.
 */
package dev.davit.operator.ec2.networkacl;
