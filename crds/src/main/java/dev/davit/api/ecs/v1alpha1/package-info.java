/**
 * The group {@code ecs.davit.dev/v1alpha1}: TaskDefinition with the spec fields of ACK, and Task, one run of it. No pod,
 * container or volume of Kubernetes is ever part of it: every field is listed, and what would open the node is refused.
 */
package dev.davit.api.ecs.v1alpha1;
