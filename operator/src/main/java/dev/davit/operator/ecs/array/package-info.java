/**
 * TaskArray: makes a Task for each index, so many at once as it may. Reads TaskArrays and their Tasks; writes Tasks (create; desiredStatus
 * when the array is stopped), the status and events. Invariants (ADR 26): an index has one Task at a time, named by index
 * and attempt; never more tasks at once than maxConcurrency; what ended is in the status before its Task is gone.
 */
package dev.davit.operator.ecs.array;
