package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A target group that the task is a target of, with what the group asks of its targets. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskLoadBalancer {

    /** The name of the TargetGroup, in the same namespace. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$')",
            message = "targetGroup must be the name of a TargetGroup of this namespace: lower-case letters, digits and "
                    + "hyphens, at most 63.")
    @Size(max = 63) public String targetGroup;

    /** The container that answers, by its name in the task definition. */
    @Required
    @Size(min = 1, max = 255) public String containerName;

    /** The port on which it answers, 1 to 65535. */
    @Required
    @ValidationRule(value = "self >= 1 && self <= 65535", message = "containerPort must be between 1 and 65535.")
    public Integer containerPort;

    /** How the target is checked; default: a TCP connection to containerPort every 30 seconds. */
    public TargetHealthCheck healthCheck;

    /**
     * How long a task that is asked to stop goes on after it has been taken out of its target groups, in
     * seconds, 0 to 3600; default 300. With several target groups the longest counts.
     */
    @ValidationRule(
            value = "self >= 0 && self <= 3600",
            message = "deregistrationDelay must be between 0 and 3600 seconds, as on Elastic Load Balancing.")
    public Integer deregistrationDelay;
}
