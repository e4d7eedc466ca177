package dev.davit.api.ecs.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;

/** Credentials of a registry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public class RepositoryCredentials {

    /**
     * The name of an image pull secret of the namespace. An ARN of AWS is accepted for compatibility; it has no
     * effect and is reported.
     */
    @Size(max = 2048) public String credentialsParameter;
}
