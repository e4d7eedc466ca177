package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** A name for clients. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectClientAlias {

    /** The port on which clients call. */
    @Min(1) @Max(65535) public Integer port;

    /** Accepted for compatibility; has no effect: the name is always the service's own in the namespace. */
    @Size(max = 255) public String dnsName;
}
