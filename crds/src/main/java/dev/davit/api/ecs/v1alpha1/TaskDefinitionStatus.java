package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Task Definition Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskDefinitionStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** Revision. */
    public Long revision;

    /** Task definition arn. */
    public String taskDefinitionArn;

    /** Status. */
    public String status;

    /** Ack resource metadata. */
    public ACKResourceMetadata ackResourceMetadata;
}
