package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An environment variable whose value is in a Secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SecretVariable {

    /** The variable's name; a letter first, then letters, digits and underscores, two at least. */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z][a-zA-Z0-9_]+$')",
            message =
                    "The name of a variable in environment.secrets must start with a letter and hold only letters, digits "
                            + "and underscores, two characters at least: rename the variable.")
    @Size(min = 2, max = 256) public String name;

    /** Where its value is. */
    @Required
    public SecretKeyReference secretKeyRef;
}
