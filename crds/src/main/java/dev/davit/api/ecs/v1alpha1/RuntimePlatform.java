package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.davit.api.schema.Values;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The kind of node that a task needs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuntimePlatform {

    /** X86_64 or ARM64; default: that of the cluster's nodes. */
    @Values({"X86_64", "ARM64"})
    public String cpuArchitecture;

    /** LINUX (default). Windows is not supported. */
    @ValidationRule(
            value = "self == 'LINUX'",
            message = "operatingSystemFamily must be LINUX: Davit runs no Windows containers.")
    @Size(max = 64) public String operatingSystemFamily;
}
