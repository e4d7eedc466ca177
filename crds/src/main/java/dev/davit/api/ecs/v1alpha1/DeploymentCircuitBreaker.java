package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Ends deployments whose tasks do not start. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentCircuitBreaker {

    /** Whether a deployment fails once too many of its tasks failed. A failed deployment starts no further task. */
    @Required
    public Boolean enable;

    /** Whether the service then returns to the last deployment that completed. */
    @Required
    public Boolean rollback;

    /** Whether a task that becomes healthy sets the count of failures back to 0; default true. */
    public Boolean resetOnHealthyTask;

    /** How many failures are too many; default: half of desiredCount, at least 3, at most 200. */
    public ThresholdConfiguration thresholdConfiguration;
}
