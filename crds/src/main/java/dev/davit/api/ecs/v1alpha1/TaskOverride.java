package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.MapKey;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What one task takes instead of what its definition says; at most 8,192 characters in all, as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TaskOverride {

    /** Containers, at most 10. */
    @MapKey("name")
    @Size(max = 10) public List<ContainerOverride> containerOverrides;

    /** CPU of the task in units or vCPU; with memory, which may be the definition's, a row of the Fargate table. */
    @ValidationRule(
            value = "self.matches(" + FargateTable.CPU_FORM + ")",
            message =
                    "cpu of overrides must be one of 256, 512, 1024, 2048, 4096, 8192 and 16384 (CPU units) or the same in "
                            + "vCPU: choose a row of the Fargate table.")
    @Size(max = 16) public String cpu;

    /** Memory of the task in MiB or GB; with cpu, which may be the definition's, a row of the Fargate table. */
    @ValidationRule(
            value = "self.matches(" + FargateTable.MEMORY_FORM + ")",
            message = "memory of overrides must be a number of MiB such as \"2048\" or of GB such as \"2 GB\".")
    @Size(max = 16) public String memory;

    /** Disk space of the task. */
    public EphemeralStorage ephemeralStorage;

    /** Accepted for compatibility; has no effect: on a cluster the kubelet pulls images and reads secrets. */
    @Size(max = 2048) public String executionRoleARN;

    /** Who the containers run as: a ServiceAccount of the namespace by name, or a role ARN that ends with it. */
    @ValidationRule(
            value =
                    "self.matches('^(arn:aws[a-zA-Z-]*:iam::[0-9]*:role/([^/]+/)*)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$')",
            message =
                    "taskRoleARN of overrides must be the name of a ServiceAccount of this namespace, or a role ARN whose "
                            + "last part is such a name.")
    @Size(max = 2048) public String taskRoleARN;
}
