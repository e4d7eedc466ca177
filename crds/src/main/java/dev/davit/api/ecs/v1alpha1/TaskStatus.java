package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a task, in ECS's words and in conditions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskStatus {

    /**
     * The generation of the specification that this status speaks of; -1 until Davit has looked at the object
     * for the first time. A status whose number is lower than metadata.generation is out of date.
     */
    public Long observedGeneration;

    /**
     * What is true of the object now, one entry a type. Ready says it in one word; Reconciling is True while
     * Davit works on it, Stalled when nothing will change until somebody changes something. Each has a stable
     * reason and a message for people.
     */
    @MapKey("type")
    @Size(max = 16) public List<Condition> conditions;

    /** The task's ARN. */
    public String taskArn;

    /** The revision that it runs, pinned when it was accepted. */
    public String taskDefinitionArn;

    /** PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING or STOPPED. */
    public String lastStatus;

    /** RUNNING or STOPPED: what Davit is working towards. */
    public String desiredStatus;

    /** Why it stopped, as ECS's code: TaskFailedToStart, EssentialContainerExited, UserInitiated and so on. */
    public String stopCode;

    /** Why it stopped, for people. */
    public String stoppedReason;

    /** When the task was accepted (RFC 3339). */
    public String createdAt;

    /** When it reached RUNNING (RFC 3339). */
    public String startedAt;

    /** When its first image began to be pulled, or was found on the node (RFC 3339). */
    public String pullStartedAt;

    /** When all its images were there: to the second, when the last container started (RFC 3339). */
    public String pullStoppedAt;

    /** When it began to stop (RFC 3339). */
    public String stoppingAt;

    /** When its last container ended (RFC 3339). */
    public String executionStoppedAt;

    /** When it reached STOPPED (RFC 3339). */
    public String stoppedAt;

    /**
     * HEALTHY when all essential containers with a healthCheck pass it, UNHEALTHY when one fails it, UNKNOWN as
     * long as one has not been judged or when none has a healthCheck.
     */
    public String healthStatus;

    /** CONNECTED once a node has taken the task. */
    public String connectivity;

    /** When a node took it (RFC 3339). */
    public String connectivityAt;

    /** The node that runs it, in the words of Kubernetes: what ECS calls a container instance, and hides on Fargate. */
    public String nodeName;

    /**
     * What its target groups think of it, in the words of Elastic Load Balancing: initial until their checks pass for
     * the first time, healthy, unhealthy, and draining while it answers its last requests. Nothing for a task that is
     * no target.
     */
    public String targetHealth;

    /** The zone of its node, where the cluster says it on the pod or the task's subnet does. */
    public String availabilityZone;

    /** The capacity provider that was drawn, when the task named any. */
    public String capacityProviderName;

    /** Always FARGATE: no node is the task's own. */
    public String launchType;

    /** The Fargate platform whose sizes and limits hold: 1.4.0. */
    public String platformVersion;

    /** The pod that runs it: {@code kubectl logs} shows its log. */
    public String podName;

    /** CPU units that it was given. */
    public String cpu;

    /** Memory in MiB that it was given. */
    public String memory;

    /** Its containers. */
    @MapKey("name")
    @Size(max = 10) public List<TaskContainer> containers;
}
