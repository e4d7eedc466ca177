package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** Firelens Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FirelensConfiguration {
    /** Type. */
    public String type;

    /** Options. */
    public Map<String, String> options;
}
