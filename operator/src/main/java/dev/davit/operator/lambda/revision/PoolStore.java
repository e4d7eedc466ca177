package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of pools without what the gateway writes in them: a revision compares only what the operator applies. */
final class PoolStore extends TransformingItemStore<EnvironmentPool> {
    PoolStore() {
        super(PoolStore::lean);
    }

    /**
     * What of a pool the operator applies, to be compared: without owners, of which it can have thousands, each to be made
     * JSON of by each pass of each of them.
     */
    static EnvironmentPool applied(EnvironmentPool pool) {
        EnvironmentPool applied = new EnvironmentPool();
        applied.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .withUid(pool.getMetadata().getUid())
                .withLabels(pool.getMetadata().getLabels())
                .build());
        applied.setSpec(pool.getSpec());
        return applied;
    }

    private static EnvironmentPool lean(EnvironmentPool pool) {
        pool.getSpec().claims = null;
        pool.getSpec().retire = null;
        pool.getSpec().provisioned = null;
        return Lean.metadata(pool);
    }
}
