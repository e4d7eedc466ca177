package dev.davit.operator.ecs.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;

/** The words in a deployment's status, ECS's, and what of a spec they are about. */
final class DeploymentWords {

    static final String PRIMARY = "PRIMARY";
    static final String ACTIVE = "ACTIVE";
    static final String INACTIVE = "INACTIVE";

    static final String IN_PROGRESS = "IN_PROGRESS";
    static final String COMPLETED = "COMPLETED";
    static final String FAILED = "FAILED";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DeploymentWords() {}

    /** A deep copy: what a cache holds is never changed. */
    static ServiceDeployment copy(ServiceDeployment deployment) {
        return JSON.convertValue(deployment, ServiceDeployment.class);
    }

    /** The circuit breaker that the spec asks for, or null. */
    static DeploymentCircuitBreaker breaker(ServiceSpec spec) {
        return spec.deploymentConfiguration == null ? null : spec.deploymentConfiguration.deploymentCircuitBreaker;
    }
}
