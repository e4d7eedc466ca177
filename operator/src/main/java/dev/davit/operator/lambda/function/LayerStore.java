package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of layer versions without the archives that some hold themselves: whether one does is kept. */
final class LayerStore extends TransformingItemStore<LayerVersion> {
    /** What stands for an archive that is not kept. */
    static final String ELSEWHERE = "-";

    LayerStore() {
        super(LayerStore::lean);
    }

    private static LayerVersion lean(LayerVersion layer) {
        if (layer.getSpec().content != null && layer.getSpec().content.zipFile != null) {
            layer.getSpec().content.zipFile = ELSEWHERE;
        }
        return Lean.metadata(layer);
    }
}
