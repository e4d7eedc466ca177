package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasSpec;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one pass over an alias looks at.
 *
 * @param versions the published versions of the function
 * @param siblings the other aliases of the function
 */
record AliasInputs(
        Alias alias,
        Optional<Function> function,
        List<Version> versions,
        List<Alias> siblings,
        String region,
        Instant now) {

    static final String LATEST = "$LATEST";

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
        return version(spec().functionVersion).map(version -> version.getStatus().revision);
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
