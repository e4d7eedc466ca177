package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.SetList;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A pause in a deployment, until somebody looks and lets it go on. */
@ValidationRule(
        value = "has(self.targetType)",
        message = "targetType must be PAUSE, the one type of hook that Davit has: set it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentLifecycleHook {

    /**
     * Must be PAUSE: the deployment waits at the stage until the annotation ecs.davit.dev/continue-deployment (or
     * ecs.davit.dev/rollback-deployment) of the service names the hook by its hookId, which status.deployments
     * shows. AWS_LAMBDA, the default of ECS, is refused: the operator calls no functions.
     */
    @ValidationRule(
            value = "self == 'PAUSE'",
            message =
                    "targetType must be PAUSE: hooks of type AWS_LAMBDA are not called, because the operator is never on the path of an invocation. Pause here, call your function, and set the annotation ecs.davit.dev/continue-deployment or ecs.davit.dev/rollback-deployment.")
    @Size(max = 32) public String targetType;

    /** The stages at which the deployment waits. */
    @SetList
    @Required
    @Size(min = 1, max = 8) public List<
                    @Values({
                        "RECONCILE_SERVICE",
                        "PRE_SCALE_UP",
                        "POST_SCALE_UP",
                        "TEST_TRAFFIC_SHIFT",
                        "POST_TEST_TRAFFIC_SHIFT",
                        "PRE_PRODUCTION_TRAFFIC_SHIFT",
                        "PRODUCTION_TRAFFIC_SHIFT",
                        "POST_PRODUCTION_TRAFFIC_SHIFT"
                    })
                    String>
            lifecycleStages;

    /** What happens when nobody resolves it; default: ROLLBACK after 24 hours. */
    public LifecycleHookTimeoutConfiguration timeoutConfiguration;
}
