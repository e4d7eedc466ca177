package dev.davit.gateway.http.ecs.document;

/**
 * The deployment that the operator begins, or goes back to, once it has seen a service's specification.
 *
 * @param id as it will be
 * @param taskDefinition the revision that it runs, as far as that can be told
 */
public record NextDeployment(String id, String taskDefinition) {}
