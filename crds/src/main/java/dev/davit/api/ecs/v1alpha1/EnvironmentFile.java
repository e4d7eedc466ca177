package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Environment File. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EnvironmentFile {
    /** Type. */
    public String type;

    /** Value. */
    public String value;
}
