package dev.davit.api.applicationautoscaling.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a scaling policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ScalingPolicyStatus {

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

    /** The alarms that trigger it, as activities name them. */
    @MapKey("alarmName")
    @Size(max = 2) public List<Alarm> alarms;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
