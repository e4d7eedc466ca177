package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A folder in memory. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Tmpfs {

    /** The folder in the container. */
    @Size(max = 4096) public String containerPath;

    /** Its size in MiB. */
    public Integer size;

    /** Mount options. */
    @Size(max = 50) public List<@Size(max = 64) String> mountOptions;
}
