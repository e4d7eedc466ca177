package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Mount Point. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MountPoint {
    /** Source volume. */
    public String sourceVolume;

    /** Container path. */
    public String containerPath;

    /** Read only. */
    public Boolean readOnly;
}
