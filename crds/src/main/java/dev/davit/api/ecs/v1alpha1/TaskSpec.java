package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;

/** Task Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskSpec {
    /** Task definition. */
    public String taskDefinition;

    /** Task definition ref. */
    public Reference taskDefinitionRef;

    /** Timeout. */
    public Integer timeout;

    /** Desired status. */
    public String desiredStatus;

    /** Ttl seconds after finished. */
    public Integer ttlSecondsAfterFinished;

    /** Group. */
    public String group;

    /** Started by. */
    public String startedBy;
}
