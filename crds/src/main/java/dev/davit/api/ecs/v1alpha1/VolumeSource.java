package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An object of the namespace by its name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VolumeSource {

    /** The object's name, in the same namespace. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$')",
            message =
                    "name must be the name of an object of this namespace: lower-case letters, digits, hyphens and dots.")
    @Size(max = 253) public String name;
}
