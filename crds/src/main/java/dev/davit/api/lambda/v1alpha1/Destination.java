package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Destination. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Destination {
    /** Destination. */
    public String destination;
}
