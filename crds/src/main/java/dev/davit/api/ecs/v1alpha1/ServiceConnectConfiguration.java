package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * Names by which services find each other. There is no proxy: enabled gives the service a name in the
 * cluster's DNS.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectConfiguration {

    /** Whether the service is found by its name. */
    @Required
    public Boolean enabled;

    /** Accepted for compatibility; has no effect: the namespace is the one of the service. */
    @Size(max = 1024) public String namespace;

    /** Ports that others find. */
    @Size(max = 50) public List<ServiceConnectService> services;

    /** Accepted for compatibility; has no effect: there is no proxy that would log. */
    public LogConfiguration logConfiguration;
}
