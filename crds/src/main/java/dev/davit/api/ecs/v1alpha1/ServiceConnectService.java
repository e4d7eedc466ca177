package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A port of the service that others find. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ServiceConnectService {

    /** The name of a port mapping of the task definition. */
    @Size(max = 64) public String portName;

    /** Accepted for compatibility; has no effect: the name is always the service's own in the namespace. */
    @Size(max = 64) public String discoveryName;

    /** Names and ports for clients. */
    @Size(max = 10) public List<ServiceConnectClientAlias> clientAliases;

    /** Accepted for compatibility; has no effect: there is no proxy. */
    @Min(1) @Max(65535) public Integer ingressPortOverride;

    /** Accepted for compatibility; has no effect: there is no proxy. */
    public ServiceConnectTimeout timeout;

    /** Refused: there is no proxy that would encrypt. */
    @ValidationRule(
            value = "false",
            message = "Davit has no Service Connect proxy, so nothing would encrypt the traffic: remove tls.")
    public ServiceConnectTLS tls;
}
