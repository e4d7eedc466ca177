package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Destination Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DestinationConfig {
    /** On success. */
    public Destination onSuccess;

    /** On failure. */
    public Destination onFailure;
}
