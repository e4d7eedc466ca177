package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The two VPCs of a peering. */
@ValidationRule(
        value = "has(self.vpcID) != has(self.vpcRef)",
        message = "Exactly one of vpcID and vpcRef must name the VPC: set one of them.")
@ValidationRule(
        value = "has(self.vpcID) == has(oldSelf.vpcID) && (!has(self.vpcID) || self.vpcID == oldSelf.vpcID) && "
                + "has(self.vpcRef) == has(oldSelf.vpcRef) && (!has(self.vpcRef) || self.vpcRef.from.name == "
                + "oldSelf.vpcRef.from.name)",
        message = "The VPC cannot be changed, as on AWS: create another object in the other VPC.")
@ValidationRule(
        value = "has(self.peerVPCID) != has(self.peerVPCRef)",
        message = "Exactly one of peerVPCID and peerVPCRef must name the other VPC: set one of them.")
@ValidationRule(
        value = "has(self.peerVPCID) == has(oldSelf.peerVPCID) && (!has(self.peerVPCID) || self.peerVPCID == "
                + "oldSelf.peerVPCID) && has(self.peerVPCRef) == has(oldSelf.peerVPCRef) && (!has(self.peerVPCRef)"
                + " || self.peerVPCRef.from.name == oldSelf.peerVPCRef.from.name)",
        message = "The other VPC of a peering cannot be changed, as on AWS: create another VPCPeeringConnection.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCPeeringConnectionSpec {

    /**
     * The VPC by its id, as its status shows it (vpc-…). Exactly one of vpcID and vpcRef. Cannot be
     * changed.
     */
    @Size(min = 1, max = 1024) public String vpcID;

    /**
     * The VPC by reference. Exactly one of vpcID and vpcRef. Cannot be changed.
     */
    public Reference vpcRef;

    /**
     * The other VPC by its id. Exactly one of peerVPCID and peerVPCRef. Cannot be changed.
     */
    @Size(min = 1, max = 1024) public String peerVPCID;

    /**
     * The other VPC by reference. Exactly one of peerVPCID and peerVPCRef. Cannot be changed.
     */
    public Reference peerVPCRef;

    /**
     * True: the peering is in force. Default false: it waits for its acceptance, as on AWS.
     */
    public Boolean acceptRequest;

    /**
     * The account of the other VPC: that of this namespace, or left out.
     */
    @Size(max = 12) public String peerOwnerID;

    /**
     * Accepted for compatibility; has no effect: a cluster is one region.
     */
    @Size(max = 63) public String peerRegion;

    /**
     * Accepted for compatibility; has no effect.
     */
    public VPCPeeringConnectionOptions accepterPeeringConnectionOptions;

    /**
     * Accepted for compatibility; has no effect.
     */
    public VPCPeeringConnectionOptions requesterPeeringConnectionOptions;

    /**
     * Tags for people and cost reports, at most 50. No effect on the network.
     */
    @Size(max = 50) public List<Tag> tags;
}
