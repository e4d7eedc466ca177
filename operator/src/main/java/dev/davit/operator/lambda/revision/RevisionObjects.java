package dev.davit.operator.lambda.revision;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Optional;

/** Pure: the pool a revision needs. */
final class RevisionObjects {
    private static final int INIT_SECONDS = 10;

    private RevisionObjects() {}

    /** The pool as the operator wants it, without owners; empty while the runtime is not there. */
    static Optional<EnvironmentPool> pool(RevisionInputs inputs) {
        if (inputs.ofImage()) {
            EnvironmentPool pool = pool(inputs, image(inputs));
            pool.getMetadata()
                    .getLabels()
                    .put(Labels.REVISION_UID, inputs.revision().getMetadata().getUid());
            return Optional.of(pool);
        }
        return inputs.runtime().map(runtime -> {
            EnvironmentPoolSpec spec = new EnvironmentPoolSpec();
            spec.runtime = runtime.getMetadata().getName();
            spec.imageURI = runtime.getSpec().imageURI;
            spec.warm = runtime.getSpec().warm == null ? 1 : runtime.getSpec().warm;
            spec.initial = 0;
            return pool(inputs, spec);
        });
    }

    private static EnvironmentPoolSpec image(RevisionInputs inputs) {
        EnvironmentPoolSpec spec = new EnvironmentPoolSpec();
        spec.functionRevision = inputs.revision().getMetadata().getName();
        spec.imageURI = inputs.spec().imageURI;
        spec.warm = 0;
        spec.initial = inputs.spec().version == null ? 1 : 0; // what was published has been seen to work
        return spec;
    }

    private static EnvironmentPool pool(RevisionInputs inputs, EnvironmentPoolSpec spec) {
        spec.memorySize = inputs.spec().memorySize;
        spec.ephemeralStorageSize = inputs.spec().ephemeralStorageSize;
        spec.serviceAccountName = inputs.spec().serviceAccountName;
        spec.network = inputs.spec().network;
        spec.secrets = inputs.spec().secrets;
        spec.initTimeoutSeconds = INIT_SECONDS;
        EnvironmentPool pool = new EnvironmentPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName(inputs.spec().environmentPool)
                .withNamespace(inputs.revision().getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .build());
        pool.setSpec(spec);
        return pool;
    }
}
