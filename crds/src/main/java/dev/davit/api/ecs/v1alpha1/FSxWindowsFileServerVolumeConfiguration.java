package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** FSx Windows File Server Volume Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FSxWindowsFileServerVolumeConfiguration {
    /** File system id. */
    public String fileSystemID;

    /** Root directory. */
    public String rootDirectory;

    /** Authorization config. */
    public FSxWindowsFileServerAuthorizationConfig authorizationConfig;
}
