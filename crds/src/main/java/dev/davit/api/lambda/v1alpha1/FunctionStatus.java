package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.ACKResourceMetadata;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Function Status. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionStatus {
    /** Observed generation. */
    public Long observedGeneration;

    /** Conditions. */
    public List<Condition> conditions;

    /** State. */
    public String state;

    /** State reason. */
    public String stateReason;

    /** State reason code. */
    public String stateReasonCode;

    /** Last update status. */
    public String lastUpdateStatus;

    /** Last update status reason. */
    public String lastUpdateStatusReason;

    /** Last update status reason code. */
    public String lastUpdateStatusReasonCode;

    /** Revision. */
    public String revision;

    /** Version. */
    public String version;

    /** Last published version. */
    public Long lastPublishedVersion;

    /** Code sha256. */
    public String codeSHA256;

    /** Code size. */
    public Long codeSize;

    /** Ack resource metadata. */
    public ACKResourceMetadata ackResourceMetadata;
}
