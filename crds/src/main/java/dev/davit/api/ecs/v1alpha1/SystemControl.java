package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A kernel parameter. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SystemControl {

    /** Its name, such as net.core.somaxconn. */
    @Size(max = 256) public String namespace;

    /** Its value. */
    @Size(max = 256) public String value;
}
