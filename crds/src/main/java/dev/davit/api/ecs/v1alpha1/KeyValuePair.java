package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A name and its value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KeyValuePair {

    /** The name. */
    @Required
    @Size(min = 1, max = 256) public String name;

    /** The value; default: empty. */
    @Size(max = 65536) public String value;
}
