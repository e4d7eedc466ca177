package dev.davit.api.lambda.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** File System Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FileSystemConfig {
    /** Arn. */
    public String arn;

    /** Local mount path. */
    public String localMountPath;
}
