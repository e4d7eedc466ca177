/**
 * Schedule: makes the Tasks of its runs. Reads Schedules and their Tasks; writes Tasks (create; desiredStatus where
 * concurrencyPolicy is Replace), the status, events, and deletes a Schedule that is to go when it is done. Invariants (ADR
 * 26): a run's tasks are named by the run, so that no crash makes two; of missed runs one is caught up on at most; a run's
 * time does not depend on when somebody looks.
 */
package dev.davit.operator.scheduler.schedule;
