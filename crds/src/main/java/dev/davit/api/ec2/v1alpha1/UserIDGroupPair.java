package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A security group that a rule names: its workloads are meant. */
@ValidationRule(
        value = "[has(self.groupID), has(self.groupName), has(self.groupRef)].filter(given, given).size() == 1",
        message = "Exactly one of groupID, groupName and groupRef must name the group: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class UserIDGroupPair {

    /**
     * The group by its id, as its status shows it (sg-…).
     */
    @Size(min = 1, max = 1024) public String groupID;

    /**
     * The group by its spec.name, in the VPC of the rule's group.
     */
    @Size(min = 1, max = 255) public String groupName;

    /**
     * The group by reference; the group that the rule is of may be named, too.
     */
    public Reference groupRef;

    /**
     * What the group is, at most 255 characters.
     */
    @Size(max = 255) public String description;

    /**
     * The account of the group: that of this namespace, or left out.
     */
    @Size(max = 12) public String userID;

    /**
     * The VPC of the group, for people; the group itself says it.
     */
    @Size(max = 1024) public String vpcID;

    /**
     * The VPC of the group, for people; the group itself says it.
     */
    public Reference vpcRef;

    /**
     * The peering that leads to the group, for people.
     */
    @Size(max = 1024) public String vpcPeeringConnectionID;

    /**
     * The state of that peering, for people.
     */
    @Size(max = 63) public String peeringStatus;
}
