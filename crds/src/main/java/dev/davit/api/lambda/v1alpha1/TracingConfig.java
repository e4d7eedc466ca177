package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Tracing Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TracingConfig {
    /** Mode. */
    public String mode;
}
