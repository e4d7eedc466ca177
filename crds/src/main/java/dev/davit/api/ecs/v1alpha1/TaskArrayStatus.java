package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How far an array is. Counts and ranges, never a list of its tasks. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskArrayStatus {

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

    /** The revision that all its tasks run: that of the first one. */
    public String taskDefinitionArn;

    /** How many indexes have not been started yet. */
    public Integer pending;

    /** How many of its tasks have not stopped. */
    public Integer active;

    /** How many indexes ended well. */
    public Integer succeeded;

    /** How many indexes failed in all their attempts. */
    public Integer failed;

    /** The indexes that ended well, as ranges: 0-7,9. */
    public String succeededIndexes;

    /** The indexes that failed, as ranges. */
    public String failedIndexes;

    /** When it was over (RFC 3339). */
    public String stoppedAt;
}
