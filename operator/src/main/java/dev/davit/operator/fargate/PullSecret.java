package dev.davit.operator.fargate;

import dev.davit.api.ecs.v1alpha1.ContainerDefinition;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Secret with the credentials of a container's registry. */
public final class PullSecret {

    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?");

    private PullSecret() {}

    /** The name of the image pull secret; empty when there is none, or when it is an ARN of AWS. */
    public static Optional<String> of(ContainerDefinition container) {
        return Optional.ofNullable(container.repositoryCredentials)
                .map(credentials -> credentials.credentialsParameter)
                .filter(name -> NAME.matcher(name).matches());
    }
}
