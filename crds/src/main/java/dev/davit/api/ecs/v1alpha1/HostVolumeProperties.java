package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A folder of the node; refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HostVolumeProperties {

    /** Known from ECS; refused, because the folder belongs to the node. */
    @Size(max = 4096) public String sourcePath;
}
