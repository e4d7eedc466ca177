package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;

/** The size of /tmp in a function's environments. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EphemeralStorage {

    /**
     * Size of /tmp in MB, 512 to 10,240; default 512. What is written beyond it ends the environment. A change
     * makes a new revision.
     */
    @Default("512")
    @ValidationRule(
            value = "self >= 512 && self <= 10240",
            message =
                    "ephemeralStorage.size must be between 512 and 10240 (MB), the range of AWS Lambda: choose a number in "
                            + "it, or leave it out for 512.")
    public Integer size;
}
