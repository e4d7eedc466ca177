package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A container that another one waits for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ContainerDependency {

    /** The other container's name. */
    @Required
    @Size(max = 255) public String containerName;

    /**
     * START: it has started. COMPLETE: it has ended, with whatever exit code. SUCCESS: it has ended with exit code
     * 0. HEALTHY: its health check has passed.
     */
    @Required
    @Values({"START", "COMPLETE", "SUCCESS", "HEALTHY"})
    public String condition;
}
