package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Options of one side of a peering; accepted for compatibility, without effect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCPeeringConnectionOptions {

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean allowDNSResolutionFromRemoteVPC;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean allowEgressFromLocalClassicLinkToRemoteVPC;

    /**
     * Accepted for compatibility; has no effect.
     */
    public Boolean allowEgressFromLocalVPCToRemoteClassicLink;
}
