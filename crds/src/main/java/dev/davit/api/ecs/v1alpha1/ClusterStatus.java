package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What a cluster has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ClusterStatus {

    /**
     * The generation of the specification that this status speaks of; -1 until Davit has looked at the object for
     * the first time. A status whose number is lower than metadata.generation is out of date.
     */
    public Long observedGeneration;

    /**
     * What is true of the object now, one entry a type. Ready says it in one word; Reconciling is True while Davit
     * works on it, Stalled when nothing will change until somebody changes something. Each has a stable reason and
     * a message for people.
     */
    @MapKey("type")
    @Size(max = 16) public List<Condition> conditions;

    /** The cluster's ARN. */
    @Size(max = 1024) public String clusterARN;

    /** ACTIVE. */
    @Size(max = 16) public String status;

    /** How many services name it. */
    public Integer activeServicesCount;

    /**
     * How many tasks of those services run. Tasks that were not started by a service are of the cluster default
     * and not counted.
     */
    public Integer runningTasksCount;

    /** How many tasks of those services are on their way to RUNNING. */
    public Integer pendingTasksCount;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
