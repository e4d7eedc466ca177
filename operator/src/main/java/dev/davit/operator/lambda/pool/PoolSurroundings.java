package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.operator.config.GatewayAddress;
import dev.davit.operator.config.OperatorConfig;
import dev.davit.operator.config.RuntimeKey;
import dev.davit.operator.kernel.IdSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a pool's pods are made from besides the pool: the gateway's address, the runtime key, the image's revision. */
@Singleton
class PoolSurroundings {
    private static final int RANDOM = 5;

    private final GatewayAddress gateway;
    private final RuntimeKey key;
    private final OperatorConfig config;
    private final IdSource ids;

    PoolSurroundings(GatewayAddress gateway, RuntimeKey key, OperatorConfig config, IdSource ids) {
        this.gateway = gateway;
        this.key = key;
        this.config = config;
        this.ids = ids;
    }

    /** A name no pod had before. */
    String podName(EnvironmentPool pool) {
        return PoolObjects.podName(pool, ids.text(RANDOM));
    }

    /** What makes the pods; empty while the gateway's Service or the image's revision is not there. */
    Optional<PoolObjects> objects(EnvironmentPool pool, Context<EnvironmentPool> context) {
        Optional<String> address = gateway.clusterIp();
        String name = pool.getSpec().functionRevision;
        Optional<FunctionRevision> revision = name == null
                ? Optional.empty()
                : context.getSecondaryResource(FunctionRevision.class)
                        .or(() -> revision(pool.getMetadata().getNamespace(), name, context.getClient()));
        if (address.isEmpty() || name != null && revision.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PoolObjects(
                pool, revision, new PoolObjects.Surroundings(address.get(), key.value(), config.region())));
    }

    Optional<FunctionRevision> revision(String namespace, String name, KubernetesClient client) {
        return Optional.ofNullable(client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }
}
