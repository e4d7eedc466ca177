package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The entries of an ACL and the subnets to which it applies. */
@ValidationRule(
        value = "has(self.vpcID) != has(self.vpcRef)",
        message = "Exactly one of vpcID and vpcRef must name the VPC: set one of them.")
@ValidationRule(
        value = "has(self.vpcID) == has(oldSelf.vpcID) && (!has(self.vpcID) || self.vpcID == oldSelf.vpcID) && "
                + "has(self.vpcRef) == has(oldSelf.vpcRef) && (!has(self.vpcRef) || self.vpcRef.from.name == "
                + "oldSelf.vpcRef.from.name)",
        message = "The VPC cannot be changed, as on AWS: create another object in the other VPC.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NetworkACLSpec {

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
     * The entries, at most 20 a direction as on AWS; what none of them matches is denied.
     */
    @ValidationRule(
            value = "self.all(a, self.exists_one(b, a.ruleNumber == b.ruleNumber && (has(a.egress) && a.egress) == "
                    + "(has(b.egress) && b.egress)))",
            message = "Two entries of one direction have the same ruleNumber: give each its own.")
    @ValidationRule(
            value = "self.filter(e, has(e.egress) && e.egress).size() <= 20 && self.filter(e, !(has(e.egress) && "
                    + "e.egress)).size() <= 20",
            message = "A NetworkACL may have 20 entries for each direction: merge some.")
    @Size(max = 40) public List<NetworkACLEntry> entries;

    /**
     * The subnets, each in one ACL at most.
     */
    @Size(max = 200) public List<NetworkACLAssociation> associations;

    /**
     * Tags for people and cost reports, at most 50. No effect on the network.
     */
    @Size(max = 50) public List<Tag> tags;
}
