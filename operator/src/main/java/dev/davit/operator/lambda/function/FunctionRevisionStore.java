package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of revisions without their code, but with the archives that they have pinned. */
final class FunctionRevisionStore extends TransformingItemStore<FunctionRevision> {
    FunctionRevisionStore() {
        super(FunctionRevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        revision.getMetadata().setManagedFields(null);
        if (revision.getSpec().code != null) {
            revision.getSpec().code.inline = null;
            if (revision.getSpec().code.archive != null) {
                revision.getSpec().code.archive.zipFile = null;
            }
        }
        return revision;
    }
}
