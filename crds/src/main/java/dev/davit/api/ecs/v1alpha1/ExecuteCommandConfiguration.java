package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** How people run commands in tasks. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ExecuteCommandConfiguration {

    /** Accepted for compatibility; has no effect: the API server encrypts. */
    @Size(max = 2048) public String kmsKeyID;

    /** Accepted for compatibility; has no effect: the API server's audit log tells who did what. */
    public ExecuteCommandLogConfiguration logConfiguration;

    /** Accepted for compatibility; has no effect. */
    @Size(max = 32) public String logging;
}
