package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An address of a task's container; all containers of a task share it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskNetworkInterface {

    /** The IPv4 address of the task's pod. */
    public String privateIPv4Address;

    /** The IPv6 address of the task's pod, where the cluster gives one. */
    public String ipv6Address;
}
