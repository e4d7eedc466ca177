/**
 * What a task definition means on Kubernetes: Fargate sizes, how they are split over containers, in which order
 * containers start, and how a revision is kept.
 *
 * <p>Owns: nothing in the cluster. Pure: no client, no clock. Used by the task definition (to refuse what cannot be) and by
 * the task (to build its pod), so that both always agree.
 */
package dev.davit.operator.fargate;
