package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Durable Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DurableConfig {
    /** Execution timeout. */
    public Integer executionTimeout;

    /** Retention period in days. */
    public Integer retentionPeriodInDays;
}
