package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A device of the node; refused. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Device {

    /** The device on the node. */
    @Size(max = 4096) public String hostPath;

    /** The device in the container. */
    @Size(max = 4096) public String containerPath;

    /** read, write, mknod. */
    @Size(max = 3) public List<@Size(max = 16) String> permissions;
}
