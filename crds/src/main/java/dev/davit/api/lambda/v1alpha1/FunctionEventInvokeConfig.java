package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Function Event Invoke Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionEventInvokeConfig {
    /** Maximum retry attempts. */
    public Integer maximumRetryAttempts;

    /** Maximum event age in seconds. */
    public Integer maximumEventAgeInSeconds;

    /** Destination config. */
    public DestinationConfig destinationConfig;

    /** Function name. */
    public String functionName;

    /** Qualifier. */
    public String qualifier;
}
