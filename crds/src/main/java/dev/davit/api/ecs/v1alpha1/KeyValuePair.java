package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Key Value Pair. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KeyValuePair {
    /** Name. */
    public String name;

    /** Value. */
    public String value;
}
