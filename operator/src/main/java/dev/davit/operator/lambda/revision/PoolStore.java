package dev.davit.operator.lambda.revision;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.operator.kernel.Lean;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/** The cache of pools without what the gateway writes in them: a revision compares only what the operator applies. */
final class PoolStore extends TransformingItemStore<EnvironmentPool> {
    PoolStore() {
        super(PoolStore::lean);
    }

    private static EnvironmentPool lean(EnvironmentPool pool) {
        pool.getSpec().claims = null;
        pool.getSpec().retire = null;
        pool.getSpec().provisioned = null;
        return Lean.metadata(pool);
    }
}
