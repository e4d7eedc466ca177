package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Dead Letter Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterConfig {
    /** Target arn. */
    public String targetARN;
}
