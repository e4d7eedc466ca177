package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Port Mapping. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PortMapping {
    /** Name. */
    public String name;

    /** Container port. */
    public Integer containerPort;

    /** Host port. */
    public Integer hostPort;

    /** Container port range. */
    public String containerPortRange;

    /** Protocol. */
    public String protocol;

    /** App protocol. */
    public String appProtocol;
}
