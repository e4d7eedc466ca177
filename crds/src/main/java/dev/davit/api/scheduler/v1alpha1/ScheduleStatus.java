package dev.davit.api.scheduler.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a schedule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScheduleStatus {

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

    /**
     * The planned time (RFC 3339) up to which everything is decided: its run was started or left out, and so was every
     * one before it. Before the first run the time from which on runs count.
     */
    public String decidedUntil;

    /** The planned time (RFC 3339) of the newest run that was started. */
    public String lastScheduledTime;

    /** The planned time (RFC 3339) of the next run; none when there is none. */
    public String nextScheduledTime;

    /** The expression and time zone that decidedUntil counts for; another plan counts from when it was first seen. */
    public String plan;

    /** The run whose start the cluster refused, while it is tried again. */
    public RefusedRun refusedRun;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
