package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of revisions without their code: the name says it, being made from the content. */
final class FunctionRevisionStore extends TransformingItemStore<FunctionRevision> {
    FunctionRevisionStore() {
        super(FunctionRevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        revision.getMetadata().setManagedFields(null);
        revision.getSpec().code = null;
        return revision;
    }
}
