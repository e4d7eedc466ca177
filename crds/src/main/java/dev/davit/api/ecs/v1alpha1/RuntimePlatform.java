package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Runtime Platform. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RuntimePlatform {
    /** Cpu architecture. */
    public String cpuArchitecture;

    /** Operating system family. */
    public String operatingSystemFamily;
}
