package dev.davit.operator.lambda.version;

import dev.davit.api.common.Arn;
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

    /** The function a version names: by reference, by name or by ARN. */
    static String functionName(Version version) {
        VersionSpec spec = version.getSpec();
        if (spec.functionRef != null && spec.functionRef.from != null && spec.functionRef.from.name != null) {
            return spec.functionRef.from.name;
        }
        return Arn.parse(spec.functionName).flatMap(Arn::functionName).orElse(String.valueOf(spec.functionName));
    }
}
