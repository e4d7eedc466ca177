package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The rules of a security group. */
@ValidationRule(
        value = "has(self.vpcID) != has(self.vpcRef)",
        message = "Exactly one of vpcID and vpcRef must name the VPC: set one of them.")
@ValidationRule(
        value = "has(self.vpcID) == has(oldSelf.vpcID) && (!has(self.vpcID) || self.vpcID == oldSelf.vpcID) && "
                + "has(self.vpcRef) == has(oldSelf.vpcRef) && (!has(self.vpcRef) || self.vpcRef.from.name == "
                + "oldSelf.vpcRef.from.name)",
        message = "The VPC cannot be changed, as on AWS: create another object in the other VPC.")
@ValidationRule(
        value = "!has(self.ingressRules) || self.ingressRules.map(r, (has(r.ipRanges) ? size(r.ipRanges) : 0) + "
                + "(has(r.ipv6Ranges) ? size(r.ipv6Ranges) : 0) + (has(r.prefixListIDs) ? size(r.prefixListIDs) : "
                + "0) + (has(r.userIDGroupPairs) ? size(r.userIDGroupPairs) : 0)).sum() <= 60",
        message = "A SecurityGroup may have 60 inbound rules, each range, prefix list and group counted: use "
                + "another group, or larger ranges.")
@ValidationRule(
        value = "!has(self.egressRules) || self.egressRules.map(r, (has(r.ipRanges) ? size(r.ipRanges) : 0) + "
                + "(has(r.ipv6Ranges) ? size(r.ipv6Ranges) : 0) + (has(r.prefixListIDs) ? size(r.prefixListIDs) : "
                + "0) + (has(r.userIDGroupPairs) ? size(r.userIDGroupPairs) : 0)).sum() <= 60",
        message = "A SecurityGroup may have 60 outbound rules, each range, prefix list and group counted: use "
                + "another group, or larger ranges.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class SecurityGroupSpec {

    /**
     * Its name for people, 1 to 255 characters, not starting with sg-. Unique in the VPC. Cannot be
     * changed.
     */
    @Required
    @ValidationRule(
            value = "!self.startsWith('sg-')",
            message = "name must not start with sg-, which is how ids start: choose another name.")
    @ValidationRule(
            value = "self == oldSelf",
            message = "The name of a SecurityGroup cannot be changed, as on AWS: create another one.")
    @Size(min = 1, max = 255) public String name;

    /**
     * What it is for, 1 to 255 characters of a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$*. Cannot be
     * changed.
     */
    @Required
    @ValidationRule(
            value = "self.matches('^[a-zA-Z0-9 ._:/()#,@+=&;{}!$*\\\\[\\\\]-]*$')",
            message = "description may hold a-z, A-Z, 0-9, spaces and ._-:/()#,@[]+=&;{}!$* only, as on AWS: leave "
                    + "other characters out.")
    @ValidationRule(
            value = "self == oldSelf",
            message = "The description of a SecurityGroup cannot be changed, as on AWS: write what is new into the "
                    + "rules' descriptions.")
    @Size(min = 1, max = 255) public String description;

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
     * Who may connect to its workloads; default: nobody. They do not open functions, which admit nothing,
     * as on AWS.
     */
    @Size(max = 60) public List<IPPermission> ingressRules;

    /**
     * Where its workloads may connect to; default: everywhere (as far as their subnet leads). An empty
     * list: nowhere.
     */
    @Size(max = 60) public List<IPPermission> egressRules;

    /**
     * Tags for people and cost reports, at most 50. No effect on the network.
     */
    @Size(max = 50) public List<Tag> tags;
}
