package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The network of a task. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NetworkConfiguration {

    /** Subnets and security groups. */
    public AWSVPCConfiguration awsVPCConfiguration;
}
