package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A tag for people and cost reports. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Tag {

    /**
     * The key, 1 to 128 characters.
     */
    @Required
    @Size(min = 1, max = 128) public String key;

    /**
     * The value, up to 256 characters.
     */
    @Size(max = 256) public String value;
}
