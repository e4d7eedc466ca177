package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Defaults of Service Connect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ClusterServiceConnectDefaults {

    /** Accepted for compatibility; has no effect: the namespace is the one of the service. */
    @Size(max = 1024) public String namespace;
}
