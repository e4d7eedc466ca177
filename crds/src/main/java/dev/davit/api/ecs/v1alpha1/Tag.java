package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Tag. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Tag {
    /** Key. */
    public String key;

    /** Value. */
    public String value;
}
