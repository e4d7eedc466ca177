package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of revisions without what is for the gateway alone: code, which can be 900 KiB, and what goes with it. */
public final class RevisionStore extends TransformingItemStore<FunctionRevision> {
    /** Made by the operator SDK. */
    public RevisionStore() {
        super(RevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        FunctionRevisionSpec spec = revision.getSpec();
        spec.code = null;
        spec.codeSHA256 = null;
        spec.environment = null;
        spec.layers = null;
        spec.imageConfig = null;
        spec.handler = null;
        spec.loggingConfig = null;
        spec.runtime = Lean.word(spec.runtime);
        spec.environmentPool = Lean.word(spec.environmentPool);
        if (revision.getStatus() != null) {
            Lean.conditions(revision.getStatus().conditions);
        }
        return Lean.metadata(revision);
    }
}
