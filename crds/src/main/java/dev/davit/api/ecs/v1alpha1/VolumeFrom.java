package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** All volumes of another container. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VolumeFrom {

    /** The other container's name. */
    @Size(max = 255) public String sourceContainer;

    /** Whether they are read-only; default false. */
    public Boolean readOnly;
}
