package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Resource Requirement. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ResourceRequirement {
    /** Type. */
    public String type;

    /** Value. */
    public String value;
}
