package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An entry of a Secret of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SecretKeyReference {

    /** The Secret's name. */
    @Required
    @Size(min = 1, max = 253) public String name;

    /** The entry of the Secret. */
    @Required
    @Size(min = 1, max = 253) public String key;
}
