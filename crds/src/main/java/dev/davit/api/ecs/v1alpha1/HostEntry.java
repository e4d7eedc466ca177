package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A line for /etc/hosts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HostEntry {

    /** The name. */
    @Required
    @Size(min = 1, max = 253) public String hostname;

    /** The address. */
    @Required
    @Size(min = 1, max = 45) public String ipAddress;
}
