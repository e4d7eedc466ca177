package dev.davit.api.davit.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What boots a managed runtime. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuntimeSpec {

    /**
     * The image: it waits for a function on the gateway, takes its code, and runs it with the runtime interface
     * client. A change replaces idle environments; those in use stay until they are done.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[^\\\\s]+$') && !self.contains('://')",
            message =
                    "imageURI must be an image name such as registry.example.org/runtime-python3.11:1, without spaces and "
                            + "without a scheme like https://.")
    @Size(min = 1, max = 2048) public String imageURI;

    /**
     * How many environments without a function are kept ready for each class (namespace, memory, identity) that
     * uses the runtime, 0 to 100; default 1. More means faster bursts and more memory held.
     */
    @Default("1")
    @ValidationRule(
            value = "self >= 0 && self <= 100",
            message = "warm must be between 0 (start environments only when they are needed) and 100 for each class of "
                    + "functions.")
    public Integer warm;

    /** What the runtime is, for people. */
    @Size(max = 256) public String description;

    /** Whether functions should move to another runtime; they still run, and their owners are told. */
    public Boolean deprecated;
}
