package dev.davit.api.elbv2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;

/** A subnet of a load balancer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SubnetMapping {

    /**
     * The subnet by its id.
     */
    @Size(min = 1, max = 1024) public String subnetID;

    /**
     * The subnet by reference.
     */
    public Reference subnetRef;

    /**
     * Known from ACK; no effect: a cluster has no Elastic IP addresses.
     */
    @Size(max = 1024) public String allocationID;

    /**
     * Known from ACK; no effect.
     */
    @Size(max = 64) public String ipv6Address;

    /**
     * Known from ACK; no effect.
     */
    @Size(max = 64) public String privateIPv4Address;
}
