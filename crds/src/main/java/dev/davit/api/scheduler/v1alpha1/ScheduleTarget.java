package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What a Schedule runs: tasks. Functions and other targets come with later releases. */
@ValidationRule(
        value = "has(self.ecsParameters)",
        message =
                "target needs ecsParameters, because a Schedule runs tasks: set ecsParameters.taskDefinitionRef. Other targets "
                        + "are not available yet.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduleTarget {

    /** The ARN of the cluster that tasks run in; default, and the only one: cluster/default of this account. */
    @ValidationRule(
            value = "self.matches('^arn:aws[a-zA-Z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/default$')",
            message =
                    "arn must be that of the cluster default (arn:aws:ecs:…:cluster/default), because tasks are the only target: "
                            + "correct it, or remove it.")
    @Size(min = 1, max = 1600) public String arn;

    /** Who may start tasks on AWS. Accepted for compatibility; has no effect: the Schedule is in the tasks' namespace. */
    @Size(min = 1, max = 1600) public String roleARN;

    /** Which tasks. */
    public EcsParameters ecsParameters;

    /** How long and how often the start of a run is tried; default: for a day, 185 times again. */
    public RetryPolicy retryPolicy;
}
