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

    /** When it began to stop (RFC 3339). */
    public String stoppingAt;

    /** When it reached STOPPED (RFC 3339). */
    public String stoppedAt;

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
