package dev.davit.api.ec2.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A subnet to which an ACL applies. */
@ValidationRule(
        value = "has(self.subnetID) != has(self.subnetRef)",
        message = "Exactly one of subnetID and subnetRef must name the subnet: set one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class NetworkACLAssociation {

    /**
     * The subnet by its id.
     */
    @Size(max = 1024) public String subnetID;

    /**
     * The subnet by reference.
     */
    public Reference subnetRef;

    /**
     * Accepted for compatibility; has no effect.
     */
    @Size(max = 1024) public String networkACLID;

    /**
     * Accepted for compatibility; has no effect.
     */
    @Size(max = 1024) public String networkACLAssociationID;
}
