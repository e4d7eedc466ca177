package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;

/**
 * The cache of revisions without what is for the gateway alone: code, which can be 900 KiB, and what goes with it. Of the layers
 * those are known whose archive a LayerVersion holds.
 */
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
        spec.layers = held(spec.layers);
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

    private static List<RevisionLayer> held(List<RevisionLayer> layers) {
        List<RevisionLayer> held = layers == null
                ? List.of()
                : layers.stream()
                        .filter(layer -> layer.archive != null && layer.archive.layerVersion != null)
                        .toList();
        return held.isEmpty() ? null : held;
    }
}
