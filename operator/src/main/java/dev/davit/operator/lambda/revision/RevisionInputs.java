package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.Runtime;
import java.time.Instant;
import java.util.Optional;

/** Everything one pass over a revision looks at. */
record RevisionInputs(
        FunctionRevision revision, Optional<Runtime> runtime, Optional<EnvironmentPool> pool, Instant now) {

    FunctionRevisionSpec spec() {
        return revision.getSpec();
    }

    /** A function that brings its own image, as opposed to code for a managed runtime. */
    boolean ofImage() {
        return spec().imageURI != null;
    }
}
