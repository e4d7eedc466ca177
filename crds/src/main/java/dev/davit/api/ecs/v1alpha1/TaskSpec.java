package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Which task definition to run, and for how long at most. */
@ValidationRule(
        value = "has(self.taskDefinition) != has(self.taskDefinitionRef)",
        message = "Exactly one of taskDefinition and taskDefinitionRef must say what to run: set one of them.")
@ValidationRule(value = TaskFixed.RULE, message = TaskFixed.MESSAGE)
@ValidationRule(
        value = "!(has(self.stoppedReason) || has(self.stopCode)) || (has(self.desiredStatus) && self.desiredStatus == "
                + "'STOPPED')",
        message =
                "stoppedReason and stopCode say why a task is stopped: set them together with desiredStatus: STOPPED.")
@ValidationRule(
        value = "!(has(self.launchType) && has(self.capacityProviderStrategy))",
        message = "launchType and capacityProviderStrategy both say where the task runs: keep one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskSpec {

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

    /**
     * The VPC subnets and security groups of the task. Default: it reaches the internet and nothing private, and
     * admits nothing, like a function without vpcConfig. Cannot be changed.
     */
    public NetworkConfiguration networkConfiguration;

    /**
     * The longest time that the task may run, in seconds, at least 1; default: no limit. What runs longer is
     * stopped (stopCode UserInitiated, reason TimedOut). Davit's own field: ECS has none. Cannot be changed.
     */
    @ValidationRule(
            value = "self >= 1",
            message = "timeout must be at least 1 second: leave it out to let the task run until it ends.")
    public Integer timeout;

    /**
     * How long the task may be without a pod, in seconds from its creation, 1 to 86,400: because what it names (a
     * task definition, subnet, security group, role, capacity provider) is not there, or because the cluster does
     * not take the pod. Then it stops with stopCode TaskFailedToStart, and stoppedReason says what was missing.
     * Default: it waits, so that manifests may be applied in any order; a Schedule sets it. Davit's own field.
     * Cannot be changed.
     */
    @ValidationRule(
            value = "self >= 1 && self <= 86400",
            message = "startDeadlineSeconds must be between 1 and 86400 (a day): leave it out to let the task wait.")
    public Integer startDeadlineSeconds;

    /**
     * RUNNING (default), or STOPPED to stop the task: SIGTERM, and SIGKILL after stopTimeout. A stopped task
     * cannot be started again.
     */
    @Default("RUNNING")
    @ValidationRule(
            value = "!(oldSelf == 'STOPPED' && self == 'RUNNING')",
            message = "A stopped task cannot be started again: create another Task.")
    @Values({"RUNNING", "STOPPED"})
    public String desiredStatus;

    /**
     * Why the task is stopped, for people, at most 1024 characters; only with desiredStatus: STOPPED. It becomes
     * status.stoppedReason when nothing else stopped the task before. Default: Task stopped by user.
     */
    @Size(max = 1024) public String stoppedReason;

    /**
     * What status.stopCode says of a stop by desiredStatus: UserInitiated (default), or ServiceSchedulerInitiated
     * from the service that owns the task; without such an owner it counts as UserInitiated. Davit's own field.
     */
    @Values({"UserInitiated", "ServiceSchedulerInitiated"})
    public String stopCode;

    /**
     * How long a finished Task is kept, in seconds; 0 removes it at once, default: until you delete it. Davit's
     * own field. May be changed.
     */
    @ValidationRule(
            value = "self >= 0",
            message = "ttlSecondsAfterFinished must be 0 (remove at once) or more: leave it out to keep the Task.")
    public Integer ttlSecondsAfterFinished;

    /**
     * The group of the task, such as family:report; default: family: and the family's name. For people and
     * filters. Cannot be changed.
     */
    @Size(max = 255) public String group;

    /** Who or what started it, at most 128 characters. For people and filters. Cannot be changed. */
    @Size(max = 128) public String startedBy;

    /** What this task takes instead of what its definition says. Cannot be changed. */
    public TaskOverride overrides;

    /** FARGATE. Not together with capacityProviderStrategy. Cannot be changed. */
    @ValidationRule(
            value = "self == 'FARGATE'",
            message = "launchType must be FARGATE: there are no container instances. For certain nodes use "
                    + "capacityProviderStrategy with a name that the owner of the cluster has configured.")
    @Size(max = 64) public String launchType;

    /**
     * Where the task runs: FARGATE, or a name that the owner of the cluster has configured, such as FARGATE_SPOT or
     * gvisor, for certain nodes or another container runtime; at most 20. Of several one is drawn by weight.
     * Default: FARGATE. Cannot be changed.
     */
    @Size(max = 20) public List<CapacityProviderStrategyItem> capacityProviderStrategy;

    /**
     * Whether people may run commands in the task's containers (kubectl exec, attach, debug), if their own rights
     * allow it; default false. Cannot be changed.
     */
    public Boolean enableExecuteCommand;

    /**
     * The target groups that the task is a target of, at most 5; a Service writes them. The task is ACTIVATING
     * until its checks pass for the first time, and DEACTIVATING, out of the groups, for deregistrationDelay
     * before it is stopped. Davit's own field. Cannot be changed.
     */
    @MapKey("targetGroup")
    @Size(max = 5) public List<TaskLoadBalancer> loadBalancers;

    /** Tags for people and cost reports, at most 50. No effect on how the task runs. May be changed. */
    @Size(max = 50) public List<Tag> tags;
}
