package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;

/** Time limits of the proxy, which is not there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectTimeout {

    /** Accepted for compatibility; has no effect. */
    @Min(0) public Integer idleTimeoutSeconds;

    /** Accepted for compatibility; has no effect. */
    @Min(0) public Integer perRequestTimeoutSeconds;
}
