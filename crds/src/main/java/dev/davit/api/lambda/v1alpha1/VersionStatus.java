package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Version Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VersionStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** Version. */
    public String version;

    /** Revision. */
    public String revision;

    /** Code sha256. */
    public String codeSHA256;

    /** Ack resource metadata. */
    public ACKResourceMetadata ackResourceMetadata;
}
