/**
 * What is the same for every namespace: the objects of the network as caches know them, the facts of the cluster, the wall
 * around pods, and whether the cluster enforces policies at all. Owns the NetworkPolicies labelled {@code
 * davit.dev/component: wall}; reads nodes, the API server's endpoints and the kinds of {@code ec2.davit.dev}.
 *
 * <p>Invariants: no pod is made in a namespace before its wall stands; a wall that somebody removes is put up again.
 */
package dev.davit.operator.ec2.cluster;
