package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** Log Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LogConfiguration {
    /** Log driver. */
    public String logDriver;

    /** Options. */
    public Map<String, String> options;

    /** Secret options. */
    public List<Secret> secretOptions;
}
