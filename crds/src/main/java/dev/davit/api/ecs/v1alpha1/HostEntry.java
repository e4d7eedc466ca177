package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Host Entry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HostEntry {
    /** Hostname. */
    public String hostname;

    /** Ip address. */
    public String ipAddress;
}
