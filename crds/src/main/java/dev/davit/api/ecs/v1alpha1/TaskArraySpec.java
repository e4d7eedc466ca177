package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What to run, how often, and how much of it at once. */
@ValidationRule(
        value = "has(self.taskDefinition) != has(self.taskDefinitionRef)",
        message = "Exactly one of taskDefinition and taskDefinitionRef must say what to run: set one of them.")
@ValidationRule(
        value = "self.size == oldSelf.size && has(self.taskDefinition) == has(oldSelf.taskDefinition) && "
                + "(!has(self.taskDefinition) || self.taskDefinition == oldSelf.taskDefinition) && "
                + "has(self.taskDefinitionRef) == has(oldSelf.taskDefinitionRef) && (!has(self.taskDefinitionRef) || "
                + "self.taskDefinitionRef == oldSelf.taskDefinitionRef)",
        message = "The size of an array and its task definition cannot change: create another TaskArray.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskArraySpec {

    /**
     * What to run: a family (its newest revision), family:revision, or the ARN of either, in the same
     * namespace. Not together with taskDefinitionRef. Cannot be changed.
     */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:ecs:[a-z0-9-]+:[0-9]{12}:task-definition/)?[a-zA-Z0-9_-]{1,255}(:[1-9][0-9]{0,17})?$')",
            message =
                    "taskDefinition must be a family, family:revision or a task definition's ARN, for example report or "
                            + "report:3.")
    @Size(max = 512) public String taskDefinition;

    /**
     * What to run: the newest revision of a TaskDefinition of the namespace. Not together with taskDefinition.
     * Cannot be changed.
     */
    public Reference taskDefinitionRef;

    /** How many tasks, 2 to 10,000; their indexes are 0 to size - 1. Cannot be changed. */
    @Required
    @ValidationRule(
            value = "self >= 2 && self <= 10000",
            message = "size must be between 2 and 10000, as the size of an array job on AWS Batch.")
    public Integer size;

    /** How many of its tasks there are at once, 1 to 1,000; default 10. May be changed. */
    @Default("10")
    @ValidationRule(
            value = "self >= 1 && self <= 1000",
            message = "maxConcurrency must be between 1 and 1000 tasks: choose a number that the cluster has room for.")
    public Integer maxConcurrency;

    /** How often an index is tried until it ends well, 1 (default) to 10. May be changed. */
    @ValidationRule(
            value = "self >= 1 && self <= 10",
            message = "attempts must be between 1 and 10, as in a retryStrategy of AWS Batch.")
    public Integer attempts;

    /** The VPC subnets and security groups of the tasks. */
    public NetworkConfiguration networkConfiguration;

    /** The longest time that a task may run, in seconds, at least 1; default: no limit. */
    @ValidationRule(
            value = "self >= 1",
            message = "timeout must be at least 1 second: leave it out to let tasks run until they end.")
    public Integer timeout;

    /** RUNNING (default), or STOPPED to stop its tasks and start no other. Cannot go back. */
    @Default("RUNNING")
    @ValidationRule(
            value = "!(oldSelf == 'STOPPED' && self == 'RUNNING')",
            message = "A stopped array cannot be started again: create another TaskArray.")
    @Values({"RUNNING", "STOPPED"})
    public String desiredStatus;

    /**
     * How long a finished task of the array is kept, with its log, in seconds, at least 300; default 3,600. What
     * became of it is kept in the array's status.
     */
    @ValidationRule(
            value = "self >= 300",
            message =
                    "ttlSecondsAfterFinished must be at least 300: what became of a task is read off it. Raise it, or remove it.")
    public Integer ttlSecondsAfterFinished;

    /** Who or what started it, at most 128 characters; its tasks say so, too. For people and filters. */
    @Size(max = 128) public String startedBy;
}
