/**
 * Task: one run of a task definition, as one pod.
 *
 * <p>Owns: the pod of the same name. Reads: task definitions and their revisions. Writes: its own status. Invariants: (1) a
 * task has one pod in its life, never a second; (2) the revision is chosen once; (3) a stopped task is never looked at again
 * but for its expiry; (4) why a pod was stopped is written on the pod in the same write that stops it; (5) a stopped pod
 * stays, with its log, until the task is deleted.
 */
package dev.davit.operator.ecs.task;
