package dev.davit.operator.ecs.service.deployment;

import dev.davit.api.ecs.v1alpha1.ServiceDeployment;

/**
 * What the spec asks for now.
 *
 * @param content the digest of all that makes a deployment differ from another
 * @param template a deployment of it, without number and state
 */
public record Wanted(String content, ServiceDeployment template) {}
