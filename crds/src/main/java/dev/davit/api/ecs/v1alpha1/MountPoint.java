package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where a container sees a volume. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MountPoint {

    /** The volume's name. */
    @Required
    @Size(max = 255) public String sourceVolume;

    /** The folder in the container. */
    @Required
    @ValidationRule(
            value = "self.startsWith('/') && !self.contains('..')",
            message = "containerPath must be an absolute path without \"..\", for example /data.")
    @Size(max = 4096) public String containerPath;

    /** Whether the container may only read it; default false. */
    public Boolean readOnly;
}
