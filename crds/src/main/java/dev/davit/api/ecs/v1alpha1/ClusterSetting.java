package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A setting of a cluster. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ClusterSetting {

    /** containerInsights. */
    @Size(max = 64) public String name;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 64) public String value;
}
