package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Volume. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Volume {
    /** Name. */
    public String name;

    /** Configured at launch. */
    public Boolean configuredAtLaunch;

    /** Host. */
    public HostVolumeProperties host;

    /** Docker volume configuration. */
    public DockerVolumeConfiguration dockerVolumeConfiguration;

    /** Efs volume configuration. */
    public EFSVolumeConfiguration efsVolumeConfiguration;

    /** Fsx windows file server volume configuration. */
    public FSxWindowsFileServerVolumeConfiguration fsxWindowsFileServerVolumeConfiguration;
}
