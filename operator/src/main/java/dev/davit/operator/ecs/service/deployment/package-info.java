/**
 * The deployments of a service: what makes one, how far it is, what becomes of it, and the traffic that it wants. Pure; what
 * is decided here is in the status before anything is done for it (ADR 24, invariant 4).
 */
package dev.davit.operator.ecs.service.deployment;
