/**
 * Services: so many tasks of one revision, and the way from one revision to the next. Owns the Tasks of a Service, its core
 * Service and its disruption budget; reads TaskDefinitions and their revisions, Clusters, TargetGroups, Rules and Nodes;
 * writes desiredStatus of Tasks to stop them. What happens next is decided in {@code plan} and {@code deployment}. Invariants (ADR 24): no start exceeds maximumPercent, no stop goes below minimumHealthyPercent; what is decided
 * of a deployment is in the status before anything is done for it; a task's name follows from service, deployment and
 * index, so no pass makes it twice; what failed is not tried again until the spec changes.
 */
package dev.davit.operator.ecs.service;
