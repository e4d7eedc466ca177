package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A ConfigMap of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ConfigMapReference {

    /** Its metadata.name. */
    @Required
    @Size(min = 1, max = 253) public String name;
}
