package dev.davit.operator.lambda.version;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionSpec;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything one pass over a version looks at.
 *
 * @param siblings the published versions of the same function
 * @param revisionExists whether the revision this version was given is there; true when it was given none
 */
record VersionInputs(
        Version version,
        Optional<Function> function,
        List<Version> siblings,
        boolean revisionExists,
        String region,
        Instant now) {

    VersionSpec spec() {
        return version.getSpec();
    }

    VersionStatus status() {
        return version.getStatus() == null ? new VersionStatus() : version.getStatus();
    }

    boolean published() {
        return status().version != null;
    }
}
