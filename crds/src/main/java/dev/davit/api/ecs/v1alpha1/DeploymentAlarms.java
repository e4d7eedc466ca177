package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Alarms that fail a deployment. Known from ECS; refused while enabled, until Davit has alarms. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentAlarms {

    /** The names of the alarms. */
    @Size(max = 10) public List<@Size(min = 1, max = 255) String> alarmNames;

    /** Must be false: Davit has no CloudWatch alarms yet, and a deployment must not seem guarded that is not. */
    @ValidationRule(
            value = "!self",
            message =
                    "Davit has no CloudWatch alarms yet, so deployment alarms would guard nothing: set alarms.enable to false and use deploymentCircuitBreaker, which fails a deployment whose tasks do not become healthy.")
    public Boolean enable;

    /** Whether the service returns to the last deployment that completed. */
    public Boolean rollback;
}
