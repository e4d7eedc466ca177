package dev.davit.operator.lambda.alias;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasSpec;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.ProvisionedGrant;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one pass over an alias looks at.
 *
 * @param versions the published versions of the function
 * @param siblings the other aliases of the function
 * @param pools where the environments of a revision are that are kept initialised, once there are any
 * @param destinations the functions that destinations of its events name
 * @param room what there is for the provisioned concurrency of the function's versions and aliases together
 */
record AliasInputs(
        Alias alias,
        Optional<Function> function,
        List<Version> versions,
        List<Alias> siblings,
        Pools pools,
        DestinationFunctions destinations,
        ProvisionedGrant.Room room,
        String region,
        Instant now) {

    static final String LATEST = "$LATEST";
    static final String LATEST_PUBLISHED = "$LATEST.PUBLISHED";

    /** Where the environments of a revision are that are kept initialised. */
    @FunctionalInterface
    interface Pools {
        /** The pool; empty while there is none. */
        Optional<EnvironmentPool> of(String revision);
    }

    AliasSpec spec() {
        return alias.getSpec();
    }

    AliasStatus status() {
        return alias.getStatus() == null ? new AliasStatus() : alias.getStatus();
    }

    /** The revision behind the version asked for, when there is one. */
    Optional<String> target() {
        if (LATEST.equals(spec().functionVersion)) {
            return function().flatMap(f -> Optional.ofNullable(f.getStatus())).map(s -> s.revision);
        }
        return wanted().flatMap(this::version).map(version -> version.getStatus().revision);
    }

    /** The version asked for: a number or $LATEST; empty when the latest published one is, and there is none. */
    Optional<String> wanted() {
        return follows()
                ? versions.stream()
                        .map(version -> version.getStatus().version)
                        .max(Comparator.comparing(Long::parseLong))
                : Optional.of(spec().functionVersion);
    }

    /** Whether it follows the version that was published last. */
    boolean follows() {
        return LATEST_PUBLISHED.equals(spec().functionVersion);
    }

    Optional<Version> version(String number) {
        return versions.stream()
                .filter(version -> version.getStatus().version.equals(number))
                .findFirst();
    }

    /** Other versions and their shares of the calls, 0 to 1. */
    Map<String, Double> weights() {
        RoutingConfig routing = spec().routingConfig;
        return routing == null || routing.additionalVersionWeights == null
                ? Map.of()
                : routing.additionalVersionWeights;
    }
}
