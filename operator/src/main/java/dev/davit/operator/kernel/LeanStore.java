package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** An informer's cache without managed fields, which are a third of a small object and which nothing here reads. */
public final class LeanStore<R extends HasMetadata> extends TransformingItemStore<R> {
    /** Made by the operator SDK. */
    public LeanStore() {
        super(LeanStore::lean);
    }

    private static <R extends HasMetadata> R lean(R object) {
        object.getMetadata().setManagedFields(null);
        return object;
    }
}
