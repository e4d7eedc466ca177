package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** FSx Windows File Server Authorization Config. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FSxWindowsFileServerAuthorizationConfig {
    /** Credentials parameter. */
    public String credentialsParameter;

    /** Domain. */
    public String domain;
}
