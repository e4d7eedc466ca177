package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Credentials of a registry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RepositoryCredentials {

    /** The ARN of the secret. */
    @Size(max = 2048) public String credentialsParameter;
}
