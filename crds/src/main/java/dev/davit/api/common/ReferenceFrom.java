package dev.davit.api.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The name of an object of the same namespace. */
@ValidationRule(
        value = "!has(self.namespace)",
        message =
                "References stay within the namespace, because a namespace is an account: remove \"namespace\", and create "
                        + "the object that you refer to in the same namespace.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ReferenceFrom {

    /** The object's metadata.name. */
    @Required
    @Size(min = 1, max = 253) public String name;

    /** Known from ACK and always refused: references never leave the namespace. */
    @Size(max = 63) public String namespace;
}
