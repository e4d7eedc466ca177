package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a listener. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ListenerStatus {

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
     * The metadata.name of its load balancer.
     */
    @Size(max = 63) public String loadBalancer;

    /**
     * The port of the gateway that serves this listener alone; none of a network load balancer.
     */
    public Integer entryPort;

    /**
     * The form that is served: that of the last specification that was accepted. A specification that is refused
     * changes nothing of it; the gateway obeys it, and none while there is none.
     */
    public ListenerInForce inForce;

    /**
     * Where requests go now, for an action of type forward: the target groups that are there and their weights
     * in force. The gateway obeys this list. The weights are the specification's unless a Service of
     * ecs.davit.dev shifts them during a deployment.
     */
    @MapKey("targetGroup")
    @Size(max = 5) public List<ForwardTarget> forward;

    /**
     * What AWS would call the object: its ARN and account, in the form that ACK uses.
     */
    public ACKResourceMetadata ackResourceMetadata;
}
