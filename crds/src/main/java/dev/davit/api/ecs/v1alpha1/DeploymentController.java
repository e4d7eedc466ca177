package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Who carries deployments out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentController {

    /** ECS, the default and the only one: the strategy is in deploymentConfiguration. */
    @ValidationRule(
            value = "self == 'ECS'",
            message =
                    "deploymentController.type must be ECS: for blue/green, linear and canary deployments set deploymentConfiguration.strategy; CODE_DEPLOY and EXTERNAL are not there.")
    @Size(max = 32) public String type;
}
