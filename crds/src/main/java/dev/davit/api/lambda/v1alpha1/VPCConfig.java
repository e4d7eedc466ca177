package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import java.util.List;

/** VPCConfig. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class VPCConfig {
    /** Subnet ids. */
    public List<String> subnetIDs;

    /** Subnet refs. */
    public List<Reference> subnetRefs;

    /** Security group ids. */
    public List<String> securityGroupIDs;

    /** Security group refs. */
    public List<Reference> securityGroupRefs;
}
