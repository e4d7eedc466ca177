package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a scalable target. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalableTargetStatus {

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

    /** The minimum in force: the specification's, or what a scheduled action has set since. */
    public Integer minCapacity;

    /** The maximum in force. */
    public Integer maxCapacity;

    /** The specification's limits as they were when those in force began with them; others begin anew. */
    public RegisteredCapacity registered;

    /** The scheduled actions as far as they have come. */
    @MapKey("scheduledActionName")
    @Size(max = 50) public List<ScheduledActionProgress> scheduledActions;

    /** What was done, the newest first, as DescribeScalingActivities tells it; the last 20. */
    @MapKey("activityID")
    @Size(max = 20) public List<ScalingActivity> activities;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
