package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Credentials and domain of an FSx file system. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FSxWindowsFileServerAuthorizationConfig {

    /** The ARN of the credentials. */
    @Size(max = 2048) public String credentialsParameter;

    /** The Active Directory domain. */
    @Size(max = 255) public String domain;
}
