package dev.davit.operator.lambda.version;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionSpec;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.ProvisionedGrant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a version looks at.
 *
 * @param siblings the published versions of the same function
 * @param revisionExists whether the revision this version was given is there; true when it was given none
 * @param surroundings what provisioned concurrency depends on
 * @param destinations the functions that destinations of its events name
 */
record VersionInputs(
        Version version,
        Optional<Function> function,
        List<Version> siblings,
        boolean revisionExists,
        Surroundings surroundings,
        DestinationFunctions destinations,
        String region,
        Instant now) {

    private static final Comparator<Version> OLDEST_FIRST = Comparator.comparing(
                    (Version version) -> version.getMetadata().getCreationTimestamp())
            .thenComparing(version -> version.getMetadata().getName());

    /**
     * What provisioned concurrency depends on.
     *
     * @param room what there is for the function's versions and aliases together
     * @param aliases the function's aliases
     * @param pool the pool that keeps environments of this version initialised, once one does
     */
    record Surroundings(ProvisionedGrant.Room room, List<Alias> aliases, Optional<EnvironmentPool> pool) {
        static final Surroundings NONE =
                new Surroundings(new ProvisionedGrant.Room(null, 0), List.of(), Optional.empty());
    }

    VersionSpec spec() {
        return version.getSpec();
    }

    VersionStatus status() {
        return version.getStatus() == null ? new VersionStatus() : version.getStatus();
    }

    /** The object whose settings are those of the version of that number, when it is another one: the oldest has it. */
    Optional<Version> holder(String number) {
        return siblings.stream()
                .filter(other -> other.getStatus().version.equals(number))
                .filter(other -> OLDEST_FIRST.compare(other, version) < 0)
                .min(OLDEST_FIRST);
    }

    boolean published() {
        return status().version != null;
    }
}
