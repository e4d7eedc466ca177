package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.common.Reference;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Subnets and security groups of a task, all of one VPC. */
@ValidationRule(
        value = "(has(self.subnets) && size(self.subnets) > 0) != (has(self.subnetRefs) && size(self.subnetRefs) > 0)",
        message = "Exactly one of subnets and subnetRefs must list where the task may run: set one of them.")
@ValidationRule(
        value = "!(has(self.securityGroups) && has(self.securityGroupRefs))",
        message = "securityGroups and securityGroupRefs both list the security groups: keep one of them.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class AWSVPCConfiguration {

    /** Subnets by id or ARN, at most 16; the task runs in the one with the most free addresses. */
    @Size(max = 16) public List<@Size(min = 1, max = 1024) String> subnets;

    /** Subnets by reference, at most 16; the task runs in the one with the most free addresses. */
    @Size(max = 16) public List<Reference> subnetRefs;

    /** Security groups by id or ARN, at most 5; default: the default group of the VPC. */
    @Size(max = 5) public List<@Size(min = 1, max = 1024) String> securityGroups;

    /** Security groups by reference, at most 5; default: the default group of the VPC. */
    @Size(max = 5) public List<Reference> securityGroupRefs;

    /** Accepted for compatibility; has no effect: a way in from outside is a Service of the cluster. */
    @Values({"ENABLED", "DISABLED"})
    public String assignPublicIP;
}
