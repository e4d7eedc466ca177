package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Whether a load balancer serves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LoadBalancerState {

    /**
     * provisioning, active, active_impaired or failed, as on AWS.
     */
    @Size(max = 32) public String code;

    /**
     * Why it is not active.
     */
    @Size(max = 1024) public String reason;
}
