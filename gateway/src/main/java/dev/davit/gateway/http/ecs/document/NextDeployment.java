package dev.davit.gateway.http.ecs.document;

/**
 * The deployment that the operator begins, or goes back to, once it has taken up a service's specification.
 *
 * @param id as it will be
 * @param taskDefinition the revision that it runs, as far as that can be told
 * @param hindrance why it cannot begin, in the words of the service's conditions; null where nothing is known to be in the way
 */
public record NextDeployment(String id, String taskDefinition, String hindrance) {}
