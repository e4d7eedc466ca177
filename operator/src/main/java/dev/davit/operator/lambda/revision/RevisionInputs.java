package dev.davit.operator.lambda.revision;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.operator.kernel.Owners;
import java.time.Instant;
import java.util.Optional;

/** Everything one pass over a revision looks at. */
record RevisionInputs(
        FunctionRevision revision, Optional<Runtime> runtime, Optional<EnvironmentPool> pool, Instant now) {

    FunctionRevisionSpec spec() {
        return revision.getSpec();
    }

    /** Whether an image's pool is this revision's, not that of a deleted one of the same name. */
    boolean isOwn(EnvironmentPool found) {
        String uid = revision.getMetadata().getUid();
        return Owners.owns(revision, found) // made by an earlier release
                || found.getMetadata().getLabels() != null
                        && uid.equals(found.getMetadata().getLabels().get(Labels.REVISION_UID));
    }

    /** A function that brings its own image, as opposed to code for a managed runtime. */
    boolean ofImage() {
        return spec().imageURI != null;
    }
}
