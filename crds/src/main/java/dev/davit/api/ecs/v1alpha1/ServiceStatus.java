package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;

/** What has become of a service, in ECS's words and in conditions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceStatus {

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

    /** The service's ARN. */
    @Size(max = 1024) public String serviceARN;

    /** The cluster's ARN. */
    @Size(max = 1024) public String clusterARN;

    /** ACTIVE. */
    @Size(max = 16) public String status;

    /** How many tasks are wanted. */
    public Integer desiredCount;

    /** How many tasks are RUNNING, of all deployments. */
    @StatusReplicas
    public Integer runningCount;

    /** How many tasks are on their way to RUNNING, of all deployments. */
    public Integer pendingCount;

    /** Selects the pods of the service, for autoscalers. */
    @LabelSelector
    @Size(max = 255) public String labelSelector;

    /** The revision that the newest deployment runs. */
    @Size(max = 512) public String taskDefinition;

    /** The deployments, the newest first. What has been decided about them is kept here and nowhere else. */
    @MapKey("number")
    @Size(max = 20) public List<ServiceDeployment> deployments;

    /** The highest number that a deployment has had; the next one has the one after it. */
    public Long lastDeploymentNumber;

    /** The weights that deployments want in Rules. */
    @MapKey("listenerRule")
    @Size(max = 10) public List<TrafficShift> trafficShifts;

    /** When the service was accepted (RFC 3339). */
    @Size(max = 64) public String createdAt;

    /** What AWS would call the object: its ARN and account, in the form that ACK uses. */
    public ACKResourceMetadata ackResourceMetadata;
}
