package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Linux Parameters. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class LinuxParameters {
    /** Capabilities. */
    public KernelCapabilities capabilities;

    /** Devices. */
    public List<Device> devices;

    /** Init process enabled. */
    public Boolean initProcessEnabled;

    /** Max swap. */
    public Integer maxSwap;

    /** Shared memory size. */
    public Integer sharedMemorySize;

    /** Swappiness. */
    public Integer swappiness;

    /** Tmpfs. */
    public List<Tmpfs> tmpfs;
}
