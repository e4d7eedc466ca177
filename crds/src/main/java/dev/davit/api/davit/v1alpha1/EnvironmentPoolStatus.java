package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import dev.davit.api.schema.SetList;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What the pods of a pool do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentPoolStatus {

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

    /** Pods there are, retired and ended ones not counted. */
    @StatusReplicas
    public Integer replicas;

    /** Pods whose container runs. */
    public Integer ready;

    /** Pods that belong to a function. */
    public Integer claimed;

    /** Whether an environment of this pool has once come up. */
    public Boolean verified;

    /**
     * Pods that are too many or of an image that is not the pool's any more. The gateway may have given one to a call
     * since: it retires those that it has not. One that is still here after 30 seconds goes without the gateway's word.
     */
    @SetList
    @Size(max = 5000) public List<@Size(min = 1, max = 253) String> dispensable;

    /**
     * Failed starts since the last good one; the next start waits the longer the more there are (1 s to 5
     * minutes).
     */
    public EnvironmentFailures failures;
}
