package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** A name by which the tasks of the service are found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceRegistry {

    /** Accepted for compatibility; has no effect: the name is always the service's own in the namespace. */
    @Size(max = 1024) public String registryARN;

    /** The port in SRV records. */
    @Min(1) @Max(65535) public Integer port;

    /** Accepted for compatibility: every container of a task has the task's address. */
    @Size(max = 255) public String containerName;

    /** The port in SRV records. */
    @Min(1) @Max(65535) public Integer containerPort;
}
