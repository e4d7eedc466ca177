package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A limit of the process. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Ulimit {

    /** Which limit, such as nofile. */
    @Size(max = 64) public String name;

    /** The soft limit. */
    public Integer softLimit;

    /** The hard limit. */
    public Integer hardLimit;
}
