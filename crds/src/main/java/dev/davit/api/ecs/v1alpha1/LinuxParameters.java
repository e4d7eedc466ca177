package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Settings of the Linux kernel for a container. */
@ValidationRule(
        value = "!has(self.devices) || size(self.devices) == 0",
        message =
                "linuxParameters.devices are refused, because they open devices of the node to the container: remove them. "
                        + "They are not allowed on Fargate either.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LinuxParameters {

    /** Capabilities to add or drop. */
    public KernelCapabilities capabilities;

    /** Known from ECS; refused when there is any, because a device belongs to the node. */
    @Size(max = 10) public List<Device> devices;

    /** Whether a small init process runs first. Accepted for compatibility; has no effect and is reported. */
    public Boolean initProcessEnabled;

    /** Swap. Accepted for compatibility; has no effect and is reported, as on Fargate. */
    public Integer maxSwap;

    /** Size of /dev/shm in MiB. Accepted by the schema; has no effect yet and is reported. */
    public Integer sharedMemorySize;

    /** Swappiness. Accepted for compatibility; has no effect and is reported, as on Fargate. */
    public Integer swappiness;

    /** Folders in memory. Accepted by the schema; has no effect yet and is reported. */
    @Size(max = 10) public List<Tmpfs> tmpfs;
}
