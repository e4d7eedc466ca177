package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A receiver of records. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Destination {

    /** The ARN of a queue, topic, function or event bus. */
    @Size(max = 350) public String destination;
}
