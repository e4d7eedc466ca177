package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a load balancer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoadBalancerStatus {

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
     * The name to call it by. Where a Gateway leads to it (internet-facing, of type application,
     * loadBalancers.gateway in the chart), its name there, on the ports of the Gateway; else that of its Service
     * in the DNS of the cluster, on the ports of its listeners.
     */
    @Size(max = 253) public String dnsName;

    /**
     * The addresses outside that the cluster has given to its Service: IP addresses and host names.
     */
    @Size(max = 16) public List<String> addresses;

    /**
     * Whether it serves.
     */
    public LoadBalancerState state;

    /**
     * Its core Service; of type application in the namespace that Davit runs in, of type network in its own.
     */
    @Size(max = 253) public String service;

    /**
     * What AWS would call the object: its ARN and account, in the form that ACK uses.
     */
    public ACKResourceMetadata ackResourceMetadata;
}
