package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A revision of a service on its way in, at work, or on its way out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceDeployment {

    /** Counts the deployments of the service; it is in the names of their tasks. */
    @Required
    public Long number;

    /** The id of the deployment: ecs-svc/ and digits. */
    @Size(max = 64) public String id;

    /**
     * PRIMARY: the newest. ACTIVE: still has tasks, or is the one to roll back to. INACTIVE: replaced, kept to say
     * why it failed.
     */
    @Size(max = 16) public String status;

    /** A digest of all that makes tasks of this deployment differ from those of another. */
    @Size(max = 64) public String content;

    /** The revision of the task definition that its tasks run. */
    @Size(max = 512) public String taskDefinition;

    /** The network of its tasks. */
    public NetworkConfiguration networkConfiguration;

    /** FARGATE, when no capacity provider was asked for. */
    @Size(max = 32) public String launchType;

    /** Where its tasks run. */
    @MapKey("capacityProvider")
    @Size(max = 20) public List<CapacityProviderStrategyItem> capacityProviderStrategy;

    /** LATEST. */
    @Size(max = 64) public String platformVersion;

    /** The target groups in which its tasks are registered. */
    @Size(max = 5) public List<DeploymentTargetGroup> targetGroups;

    /** Whether people may run commands in its tasks. */
    public Boolean enableExecuteCommand;

    /**
     * Whether an essential container of its tasks has a health check: then a task counts when it is HEALTHY, else
     * when it has run for 40 seconds.
     */
    public Boolean healthChecked;

    /** How many of its tasks are wanted. */
    public Integer desiredCount;

    /** How many of its tasks are RUNNING. */
    public Integer runningCount;

    /** How many of its tasks are on their way to RUNNING. */
    public Integer pendingCount;

    /** How many of its tasks failed in a row. */
    public Integer failedTasks;

    /** IN_PROGRESS, COMPLETED or FAILED. */
    @Size(max = 32) public String rolloutState;

    /** Why, for people. */
    @Size(max = 1024) public String rolloutStateReason;

    /** When it began (RFC 3339). */
    @Size(max = 64) public String createdAt;

    /** When its state last changed (RFC 3339). */
    @Size(max = 64) public String updatedAt;

    /**
     * BLUE_GREEN, LINEAR, CANARY: how far it is, in the words of ECS: RECONCILE_SERVICE, PRE_SCALE_UP, SCALE_UP,
     * POST_SCALE_UP, TEST_TRAFFIC_SHIFT, POST_TEST_TRAFFIC_SHIFT, PRE_PRODUCTION_TRAFFIC_SHIFT,
     * PRODUCTION_TRAFFIC_SHIFT, POST_PRODUCTION_TRAFFIC_SHIFT, BAKE_TIME, CLEAN_UP.
     */
    @Size(max = 64) public String lifecycleStage;

    /** Since when it is in that stage, or had the last share of traffic (RFC 3339). */
    @Size(max = 64) public String lifecycleStageSince;

    /** The share of production traffic that it is given, in percent. */
    public Double productionTrafficPercent;

    /** The pause at which it waits. */
    @MapKey("hookId")
    @Size(max = 10) public List<DeploymentLifecycleHookDetail> lifecycleHookDetails;

    /**
     * Whether it goes on whatever its alarms say: one was in ALARM when it began, or it takes a failed deployment
     * back.
     */
    public Boolean alarmsIgnored;

    /** ROLLING: its tasks are steady, and an alarm fails it until then (RFC 3339). */
    @Size(max = 64) public String alarmsWatchedUntil;
}
