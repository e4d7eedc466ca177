package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A folder of an FSx file system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FSxWindowsFileServerVolumeConfiguration {

    /** The file system. */
    @Size(max = 255) public String fileSystemID;

    /** Its folder. */
    @Size(max = 4096) public String rootDirectory;

    /** Credentials and domain. */
    public FSxWindowsFileServerAuthorizationConfig authorizationConfig;
}
