package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.ValidationRule;

/** What happens when nobody resolves a hook. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LifecycleHookTimeoutConfiguration {

    /** How long the deployment waits, in minutes: 1 to 20160, default 1440 (24 hours). */
    @ValidationRule(
            value = "self >= 1 && self <= 20160",
            message = "timeoutInMinutes must be between 1 and 20160 minutes (14 days): choose a number in it.")
    public Integer timeoutInMinutes;

    /** ROLLBACK (default) to the previous revision, or CONTINUE with the next stage. */
    @Values({"ROLLBACK", "CONTINUE"})
    public String action;
}
