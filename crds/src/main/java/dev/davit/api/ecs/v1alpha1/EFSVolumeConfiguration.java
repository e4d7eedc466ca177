package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** A folder of an EFS file system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EFSVolumeConfiguration {

    /** The file system. */
    @Size(max = 255) public String fileSystemID;

    /** Its folder. */
    @Size(max = 4096) public String rootDirectory;

    /** ENABLED or DISABLED. */
    @Size(max = 16) public String transitEncryption;

    /** The port of the encrypted connection. */
    public Integer transitEncryptionPort;

    /** Access point and identity. */
    public EFSAuthorizationConfig authorizationConfig;
}
