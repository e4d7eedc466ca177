package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.ecs.v1alpha1.NetworkConfiguration;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The tasks of a run. */
@ValidationRule(
        value = "has(self.taskDefinitionARN) != has(self.taskDefinitionRef)",
        message = "Exactly one of taskDefinitionARN and taskDefinitionRef must say what to run: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EcsParameters {

    /** What to run: the ARN of a task definition, with or without a revision, or a family or family:revision. */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:ecs:[a-z0-9-]+:[0-9]{12}:task-definition/)?[a-zA-Z0-9_-]{1,255}(:[1-9][0-9]{0,17})?$')",
            message =
                    "taskDefinitionARN must be a task definition's ARN, a family or family:revision, for example report or "
                            + "report:3.")
    @Size(min = 1, max = 1600) public String taskDefinitionARN;

    /** What to run: the newest revision of a TaskDefinition of the namespace at the time of the run. */
    public Reference taskDefinitionRef;

    /** How many tasks a run has, 1 (default) to 10. */
    @ValidationRule(value = "self >= 1 && self <= 10", message = "taskCount must be between 1 and 10, as on AWS.")
    public Integer taskCount;

    /** FARGATE: every task runs as on Fargate. */
    @Values({"FARGATE"})
    public String launchType;

    /** The VPC subnets and security groups of the tasks. */
    public NetworkConfiguration networkConfiguration;

    /** The group of the tasks; default: family: and the family's name. */
    @Size(min = 1, max = 255) public String group;

    /** The longest time that a task may run, in seconds, at least 1; default: no limit. Davit's own field. */
    @ValidationRule(
            value = "self >= 1",
            message = "timeout must be at least 1 second: leave it out to let tasks run until they end.")
    public Integer timeout;

    /**
     * How long a finished task is kept, in seconds; default 86,400 (a day). Davit's own field. At least 86,400 is kept what
     * a crash of the operator must not run twice, so lower values are refused.
     */
    @ValidationRule(
            value = "self >= 86400",
            message =
                    "ttlSecondsAfterFinished must be at least 86400 (a day): a run that may still be tried again is known by its "
                            + "tasks. Raise it, or remove it.")
    public Integer ttlSecondsAfterFinished;
}
