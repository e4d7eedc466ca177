package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;

/** Version Spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VersionSpec {
    /** Function name. */
    public String functionName;

    /** Function ref. */
    public Reference functionRef;

    /** Description. */
    public String description;

    /** Code sha256. */
    public String codeSHA256;

    /** Revision id. */
    public String revisionID;

    /** Function event invoke config. */
    public FunctionEventInvokeConfig functionEventInvokeConfig;

    /** Provisioned concurrency config. */
    public ProvisionedConcurrencyConfig provisionedConcurrencyConfig;
}
