package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Provisioned Concurrency Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ProvisionedConcurrencyConfig {
    /** Provisioned concurrent executions. */
    public Integer provisionedConcurrentExecutions;

    /** Function name. */
    public String functionName;

    /** Qualifier. */
    public String qualifier;
}
