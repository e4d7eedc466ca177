package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of revisions without their code, which can be 900 KiB each and which only the gateway reads. */
public final class RevisionStore extends TransformingItemStore<FunctionRevision> {
    /** Made by the operator SDK. */
    public RevisionStore() {
        super(RevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        revision.getMetadata().setManagedFields(null);
        revision.getSpec().code = null;
        return revision;
    }
}
