package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Task Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** Task arn. */
    public String taskArn;

    /** Task definition arn. */
    public String taskDefinitionArn;

    /** Last status. */
    public String lastStatus;

    /** Desired status. */
    public String desiredStatus;

    /** Stop code. */
    public String stopCode;

    /** Stopped reason. */
    public String stoppedReason;

    /** Created at. */
    public String createdAt;

    /** Started at. */
    public String startedAt;

    /** Stopping at. */
    public String stoppingAt;

    /** Stopped at. */
    public String stoppedAt;

    /** Pod name. */
    public String podName;

    /** Cpu. */
    public String cpu;

    /** Memory. */
    public String memory;

    /** Containers. */
    public List<TaskContainer> containers;
}
