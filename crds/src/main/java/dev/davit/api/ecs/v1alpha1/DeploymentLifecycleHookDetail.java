package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A pause at which a deployment is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeploymentLifecycleHookDetail {

    /** What the annotation that resolves it has to name. */
    @Required
    @Size(max = 255) public String hookId;

    /** PAUSE. */
    @Size(max = 32) public String targetType;

    /** AWAITING_ACTION, SUCCEEDED, FAILED, or TIMED_OUT, whatever was done then. */
    @Size(max = 32) public String status;

    /** When the deployment goes on or back by itself (RFC 3339). */
    @Size(max = 64) public String expiresAt;

    /** ROLLBACK or CONTINUE. */
    @Size(max = 32) public String timeoutAction;
}
