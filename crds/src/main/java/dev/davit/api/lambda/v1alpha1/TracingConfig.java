package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;

/** Whether invocations are traced. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TracingConfig {

    /** Active, or PassThrough (default): follow what the caller's trace header says. */
    @Values({"Active", "PassThrough"})
    public String mode;
}
