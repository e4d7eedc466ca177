package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Ulimit. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Ulimit {
    /** Name. */
    public String name;

    /** Soft limit. */
    public Integer softLimit;

    /** Hard limit. */
    public Integer hardLimit;
}
