package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** How asynchronous invocations are retried and where their results go. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FunctionEventInvokeConfig {

    /** How often an event is tried again after an error of the function, 0 to 2; default 2. */
    @ValidationRule(
            value = "self >= 0 && self <= 2",
            message = "maximumRetryAttempts must be 0, 1 or 2, as on AWS Lambda.")
    public Integer maximumRetryAttempts;

    /** How old an event may become before it is given up, in seconds, 60 to 21,600; default 21,600 (6 hours). */
    @ValidationRule(
            value = "self >= 60 && self <= 21600",
            message = "maximumEventAgeInSeconds must be between 60 and 21600 (6 hours), as on AWS Lambda.")
    public Integer maximumEventAgeInSeconds;

    /** Where results go. */
    public DestinationConfig destinationConfig;

    /** Known from ACK; follows from the object that holds this configuration and is ignored. */
    @Size(max = 140) public String functionName;

    /** Known from ACK; follows from the object that holds this configuration and is ignored. */
    @Size(max = 128) public String qualifier;
}
