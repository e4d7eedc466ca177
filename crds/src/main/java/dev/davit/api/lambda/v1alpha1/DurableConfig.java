package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.ValidationRule;

/** Durable executions of a function. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DurableConfig {

    /** The longest time of an execution in seconds, 1 to 31,622,400 (366 days). */
    @ValidationRule(
            value = "self >= 1 && self <= 31622400",
            message = "executionTimeout must be between 1 and 31622400 seconds (366 days), as on AWS Lambda.")
    public Integer executionTimeout;

    /** How long a finished execution is kept, in days, 1 to 90. */
    @ValidationRule(
            value = "self >= 1 && self <= 90",
            message = "retentionPeriodInDays must be between 1 and 90 days, as on AWS Lambda.")
    public Integer retentionPeriodInDays;
}
