/**
 * Pure: how many tasks a scalable target wants, out of its policies, the last minutes of their metrics and what was done before.
 * Invariants (ADR 28): never outside the limits; without every policy's metric nothing is scaled in; a scale-in's cooldown never
 * holds a scale-out back; of several policies the one with the most tasks wins.
 */
package dev.davit.operator.autoscaling.scaling;
