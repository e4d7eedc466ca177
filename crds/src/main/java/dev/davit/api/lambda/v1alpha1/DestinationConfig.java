package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Where the records of asynchronous invocations go. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DestinationConfig {

    /** Where the record of a successful event goes. */
    public Destination onSuccess;

    /** Where the record of a failed event goes. */
    public Destination onFailure;
}
