package dev.davit.operator.kernel;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** An informer's cache of objects with small metadata: managed fields alone are a third of a small object. */
public final class LeanStore<R extends HasMetadata> extends TransformingItemStore<R> {
    /** Made by the operator SDK. */
    public LeanStore() {
        super(Lean::metadata);
    }
}
