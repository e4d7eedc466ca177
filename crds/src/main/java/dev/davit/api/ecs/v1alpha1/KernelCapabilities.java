package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Capabilities of the Linux kernel. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class KernelCapabilities {

    /**
     * Capabilities to add: only SYS_PTRACE, as on Fargate; all others are refused. SYS_PTRACE has no effect,
     * because a process that is not root gains nothing by it, and is reported.
     */
    @ValidationRule(
            value = "self.all(c, c == 'SYS_PTRACE')",
            message = "capabilities.add may only hold SYS_PTRACE, as on Fargate, because the others reach beyond the "
                    + "container: remove them.")
    @Size(max = 50) public List<@Size(max = 64) String> add;

    /** Capabilities to drop. Davit drops all of them anyway. */
    @Size(max = 50) public List<@Size(max = 64) String> drop;
}
