package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a target group. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetGroupStatus {

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
     * The core Service in front of the pods, for callers in the cluster; none for type lambda.
     */
    @Size(max = 63) public String service;

    /**
     * The name by which containers of registered pods publish the port that targets are called on; none for type
     * lambda.
     */
    @Size(max = 15) public String portName;

    /**
     * The ARN of the function, with the alias or version if there is one; of type lambda only.
     */
    @Size(max = 256) public String functionARN;

    /**
     * The targets and their health; at most 1000, as on AWS.
     */
    @Size(max = 1000) public List<TargetHealthDescription> targets;

    /**
     * How many targets are registered.
     */
    public Integer registeredTargets;

    /**
     * How many of them are healthy.
     */
    public Integer healthyTargets;

    /**
     * The load balancers that send requests here.
     */
    @Size(max = 100) public List<String> loadBalancerARNs;

    /**
     * What AWS would call the object: its ARN and account, in the form that ACK uses.
     */
    public ACKResourceMetadata ackResourceMetadata;
}
