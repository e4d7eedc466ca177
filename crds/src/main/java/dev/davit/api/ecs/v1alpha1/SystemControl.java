package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** System Control. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SystemControl {
    /** Namespace. */
    public String namespace;

    /** Value. */
    public String value;
}
