package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of revisions with what says which pool they need: code, which can be 900 KiB, is for the gateway alone. */
public final class RevisionStore extends TransformingItemStore<FunctionRevision> {
    /** Made by the operator SDK. */
    public RevisionStore() {
        super(RevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        revision.setSpec(pool(revision.getSpec()));
        if (revision.getStatus() != null) {
            Lean.conditions(revision.getStatus().conditions);
        }
        return Lean.metadata(revision);
    }

    private static FunctionRevisionSpec pool(FunctionRevisionSpec all) {
        FunctionRevisionSpec spec = new FunctionRevisionSpec();
        spec.version = all.version;
        spec.runtime = Lean.word(all.runtime);
        spec.imageURI = all.imageURI;
        spec.memorySize = all.memorySize;
        spec.ephemeralStorageSize = all.ephemeralStorageSize;
        spec.serviceAccountName = Lean.word(all.serviceAccountName);
        spec.secrets = all.secrets;
        spec.environmentPool = Lean.word(all.environmentPool);
        return spec;
    }
}
