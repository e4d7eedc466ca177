package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Repository Credentials. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RepositoryCredentials {
    /** Credentials parameter. */
    public String credentialsParameter;
}
