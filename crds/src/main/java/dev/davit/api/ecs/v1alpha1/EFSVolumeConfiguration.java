package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** EFSVolume Configuration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class EFSVolumeConfiguration {
    /** File system id. */
    public String fileSystemID;

    /** Root directory. */
    public String rootDirectory;

    /** Transit encryption. */
    public String transitEncryption;

    /** Transit encryption port. */
    public Integer transitEncryptionPort;

    /** Authorization config. */
    public EFSAuthorizationConfig authorizationConfig;
}
