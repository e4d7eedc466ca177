/**
 * What the scheduler of a service starts and stops next. Pure: tasks, sizes and a clock in, steps out; each step keeps the
 * bounds alone (ADR 24, invariants 1 and 6), whatever was done of an earlier plan.
 */
package dev.davit.operator.ecs.service.plan;
