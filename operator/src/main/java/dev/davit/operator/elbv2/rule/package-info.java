/**
 * Rule: which requests of a listener go where. Reads the Listeners, Rules and TargetGroups of the namespace and the weights that
 * Services of ecs.davit.dev want during a deployment; writes its own status only.
 *
 * <p>Invariant: the weights in the status can be obeyed at once; while they cannot, those before stay in force.
 */
package dev.davit.operator.elbv2.rule;
