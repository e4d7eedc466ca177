package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Secret. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Secret {
    /** Name. */
    public String name;

    /** Value from. */
    public String valueFrom;
}
