package dev.davit.operator.ecs.service.deployment;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.davit.api.ecs.v1alpha1.DeploymentCircuitBreaker;
import dev.davit.api.ecs.v1alpha1.ServiceDeployment;
import dev.davit.api.ecs.v1alpha1.ServiceSpec;

/** The words in a deployment's status, ECS's, and what of a spec they are about. */
public final class DeploymentWords {

    public static final String PRIMARY = "PRIMARY";
    public static final String ACTIVE = "ACTIVE";
    public static final String INACTIVE = "INACTIVE";

    public static final String IN_PROGRESS = "IN_PROGRESS";
    public static final String COMPLETED = "COMPLETED";
    public static final String FAILED = "FAILED";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DeploymentWords() {}

    /** A deep copy: what a cache holds is never changed. */
    public static ServiceDeployment copy(ServiceDeployment deployment) {
        return JSON.convertValue(deployment, ServiceDeployment.class);
    }

    /** The circuit breaker that the spec asks for, or null. */
    public static DeploymentCircuitBreaker breaker(ServiceSpec spec) {
        return spec.deploymentConfiguration == null ? null : spec.deploymentConfiguration.deploymentCircuitBreaker;
    }
}
