/**
 * TargetGroup -> a core Service for pods, which the Task reconciler registers by a label. Owns that Service; reads its
 * EndpointSlices, Functions, Listeners and Rules of the namespace; writes the Service and the group's status.
 *
 * <p>Invariant: a group that is Ready is one that gateways can call, so whoever forwards to it loses nothing.
 */
package dev.davit.operator.elbv2.targetgroup;
