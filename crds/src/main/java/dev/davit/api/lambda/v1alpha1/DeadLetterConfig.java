package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Where asynchronous events go that could not be processed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class DeadLetterConfig {

    /** The ARN of a queue or topic. */
    @Size(max = 2048) public String targetARN;
}
