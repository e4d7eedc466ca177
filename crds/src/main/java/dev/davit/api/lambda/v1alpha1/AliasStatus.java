package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Alias Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AliasStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** Function version. */
    public String functionVersion;

    /** Revision. */
    public String revision;

    /** Ack resource metadata. */
    public ACKResourceMetadata ackResourceMetadata;
}
