package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Host Volume Properties. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class HostVolumeProperties {
    /** Source path. */
    public String sourcePath;
}
