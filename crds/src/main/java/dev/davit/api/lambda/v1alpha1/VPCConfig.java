package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Networks of a function. */
@ValidationRule(
        value = "!(has(self.subnetIDs) && has(self.subnetRefs))",
        message = "subnetIDs and subnetRefs both list the subnets: keep one of them.")
@ValidationRule(
        value = "!(has(self.securityGroupIDs) && has(self.securityGroupRefs))",
        message = "securityGroupIDs and securityGroupRefs both list the security groups: keep one of them.")
@ValidationRule(
        value =
                "(has(self.subnetIDs) && size(self.subnetIDs) > 0 || has(self.subnetRefs) && size(self.subnetRefs) > 0) == "
                        + "(has(self.securityGroupIDs) && size(self.securityGroupIDs) > 0 || has(self.securityGroupRefs) && "
                        + "size(self.securityGroupRefs) > 0)",
        message = "Subnets and security groups go together, as on AWS: set both or neither.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCConfig {

    /** Subnets by id or ARN, at most 16. */
    @Size(max = 16) public List<@Size(min = 1, max = 1024) String> subnetIDs;

    /** Subnets by reference, at most 16. */
    @Size(max = 16) public List<Reference> subnetRefs;

    /** Security groups by id or ARN, at most 5. */
    @Size(max = 5) public List<@Size(min = 1, max = 1024) String> securityGroupIDs;

    /** Security groups by reference, at most 5. */
    @Size(max = 5) public List<Reference> securityGroupRefs;
}
