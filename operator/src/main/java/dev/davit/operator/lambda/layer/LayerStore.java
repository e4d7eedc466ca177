package dev.davit.operator.lambda.layer;

import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of layer versions; one that has its number no longer needs the archive that it may hold. */
public final class LayerStore extends TransformingItemStore<LayerVersion> {
    /** Made by the operator SDK. */
    public LayerStore() {
        super(LayerStore::lean);
    }

    private static LayerVersion lean(LayerVersion layer) {
        if (LayerReport.isPublished(layer) && layer.getSpec().content != null) {
            layer.getSpec().content.zipFile = null;
        }
        return Lean.metadata(layer);
    }
}
