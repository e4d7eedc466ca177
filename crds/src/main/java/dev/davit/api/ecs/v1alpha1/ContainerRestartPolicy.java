package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Whether a container that ends is started again, in the same task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerRestartPolicy {

    /** Whether it is. The cluster has to be of Kubernetes 1.35 or later. */
    @Required
    public Boolean enabled;

    /** Exit codes that are an end all the same, at most 50; default: none, so 0 starts it again, too. */
    @Size(max = 50) public List<Integer> ignoredExitCodes;

    /**
     * How long the container must have run to be started again, in seconds, 60 to 1800; default 300. One that ends
     * sooner is not started again, and the task ends if it is essential.
     */
    @ValidationRule(
            value = "self >= 60 && self <= 1800",
            message = "restartAttemptPeriod must be between 60 and 1800 seconds, as on ECS.")
    public Integer restartAttemptPeriod;
}
