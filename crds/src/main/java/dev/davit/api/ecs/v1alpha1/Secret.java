package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A value from a secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Secret {

    /** The environment variable, or the option. */
    @Required
    @Size(min = 1, max = 256) public String name;

    /**
     * Where the value is: a key of a Secret of the namespace as name:key, or of a ConfigMap as
     * configMap/name:key. ARNs of AWS are not accepted by the operator.
     */
    @Required
    @Size(min = 1, max = 2048) public String valueFrom;
}
