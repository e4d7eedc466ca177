package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolSpec;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pools are written on a real API server: our three fields, never another's, never a pool that is gone. */
@WithApiServer
class PoolWritesIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Recorded fed = new Recorded();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private KubernetesClient admin;
    private Config gateway;
    private String own;
    private String ns;
    private Kube kube;
    private PoolKey key;

    @BeforeEach
    void start(ApiServer server) throws InterruptedException {
        admin = server.client();
        own = server.newNamespace("system");
        ns = server.newNamespace("team");
        key = new PoolKey(ns, "python311-128-x");
        gateway = GatewayAccount.config(server, own);
        kube = connect(gateway);
        kube.catalog().start(fed);
        assertThat(fed.synced.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private Kube connect(Config config) {
        return Kube.connect(config, new Kube.Settings("us-east-1", own, "davit-runtime-key"), meters, Clock.system());
    }

    @AfterEach
    void stop() {
        kube.close();
    }

    /** As the operator would. */
    private EnvironmentPool applyPool(int memory) {
        EnvironmentPool pool = admin.getKubernetesSerialization()
                .unmarshal("""
                apiVersion: davit.dev/v1alpha1
                kind: EnvironmentPool
                metadata: {name: %s, namespace: %s}
                spec:
                  runtime: python3.11
                  imageURI: example.org/python:1
                  memorySize: %d
                  ephemeralStorageSize: 512
                  warm: 1
                  initTimeoutSeconds: 10
                """.formatted(key.name(), ns, memory), EnvironmentPool.class);
        PatchContext operator = PatchContext.of(PatchType.SERVER_SIDE_APPLY);
        operator.setFieldManager("davit-operator");
        operator.setForce(true);
        return admin.resource(pool).patch(operator);
    }

    private EnvironmentPool pool() {
        return admin.resources(EnvironmentPool.class)
                .inNamespace(ns)
                .withName(key.name())
                .get();
    }

    private void seePool() {
        applyPool(128);
        await().atMost(SOON).until(() -> fed.pool(key) != null);
    }

    private double writes(String outcome) {
        return meters.counter("davit.pool.writes", "outcome", outcome).count();
    }

    @Test
    void writesItsFieldsAndLeavesTheOperatorsAlone() {
        seePool();
        PoolProvisions provisions = new PoolProvisions(
                Map.of("r-2", new PoolProvisions.Count(2, 1, 0, "Runtime.ExitError: exit status 1")), Set.of("p-2"));
        kube.poolWrites().put(key, new PoolDemand(2, Map.of("p-1", "r-1", "p-2", "r-2"), Set.of("p-3"), provisions));
        await().atMost(SOON).until(() -> fed.pool(key).replicas() == 2);
        assertThat(fed.pool(key).claims()).isEqualTo(Map.of("p-1", "r-1", "p-2", "r-2"));
        assertThat(fed.pool(key).retire()).containsExactly("p-3");
        assertThat(fed.pool(key).provisions()).isEqualTo(provisions);

        applyPool(256);
        kube.poolWrites().put(key, new PoolDemand(1, Map.of("p-2", "r-2"), Set.of()));
        await().atMost(SOON).until(() -> fed.pool(key).replicas() == 1);
        EnvironmentPoolSpec spec = pool().getSpec();
        assertThat(spec.memorySize).isEqualTo(256);
        assertThat(spec.warm).isEqualTo(1);
        assertThat(spec.claims).extracting(c -> c.pod).containsExactly("p-2");
        assertThat(spec.retire).isNullOrEmpty();
        assertThat(spec.provisioned).isNullOrEmpty();
        assertThat(pool().getMetadata().getManagedFields())
                .filteredOn(f -> "davit-gateway".equals(f.getManager()))
                .singleElement()
                .extracting(ManagedFieldsEntry::getOperation)
                .isEqualTo("Apply");
    }

    @Test
    void movesNoResourceVersionWhenNothingChanges() {
        seePool();
        PoolDemand demand = new PoolDemand(1, Map.of("p-1", "r-1"), Set.of("p-2"));
        kube.poolWrites().put(key, demand);
        await().atMost(SOON).until(() -> fed.pool(key).replicas() == 1);
        String version = pool().getMetadata().getResourceVersion();
        kube.apply(key, pool().getMetadata().getUid(), demand)
                .toCompletableFuture()
                .join();
        assertThat(pool().getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void coalescesAStormIntoFewWrites() {
        seePool();
        for (int i = 1; i <= 500; i++) {
            kube.poolWrites().put(key, new PoolDemand(i, Map.of(), Set.of()));
        }
        await().atMost(SOON).until(() -> fed.pool(key).replicas() == 500);
        assertThat(writes("written")).isLessThanOrEqualTo(4);
        assertThat(writes("failed")).isZero();
    }

    @Test
    void putsRightWhatSomebodyElseChanged() {
        seePool();
        kube.poolWrites().put(key, new PoolDemand(2, Map.of(), Set.of()));
        await().atMost(SOON).until(() -> fed.pool(key).replicas() == 2);
        admin.resource(pool()).edit(p -> {
            p.getSpec().replicas = 7;
            return p;
        });
        await().atMost(SOON).until(() -> pool().getSpec().replicas == 2);
    }

    @Test
    void doesNotMakeADeletedPoolAnew() {
        seePool();
        String uid = pool().getMetadata().getUid();
        admin.resource(pool()).delete();
        PoolDemand demand = new PoolDemand(2, Map.of(), Set.of());
        assertThat(kube.apply(key, uid, demand).toCompletableFuture()).failsWithin(SOON);
        // Even somebody who may create is stopped by the uid.
        try (Kube mighty = connect(admin.getConfiguration())) {
            assertThat(mighty.apply(key, uid, demand).toCompletableFuture())
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withMessageContaining("409");
        }
        assertThat(pool()).isNull();
        await().atMost(SOON).until(() -> fed.pool(key) == null);
        kube.poolWrites().put(key, demand);
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> pool() == null);
    }

    @Test
    void doesNotWriteToAnotherPoolOfTheSameName() {
        seePool();
        String old = pool().getMetadata().getUid();
        admin.resource(pool()).delete();
        applyPool(128);
        assertThat(kube.apply(key, old, new PoolDemand(2, Map.of(), Set.of())).toCompletableFuture())
                .failsWithin(SOON);
        assertThat(pool().getSpec().replicas).isZero();
    }

    @Test
    void rebuildsFromWhatAnEarlierGatewayWrote() throws InterruptedException {
        seePool();
        kube.poolWrites().put(key, new PoolDemand(3, Map.of("p-1", "r-1"), Set.of("p-2")));
        kube.close(); // flushes what waits
        Recorded next = new Recorded();
        kube = connect(gateway);
        kube.catalog().start(next);
        assertThat(next.synced.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(next.pool(key).replicas()).isEqualTo(3);
        assertThat(next.pool(key).claims()).isEqualTo(Map.of("p-1", "r-1"));
        assertThat(List.copyOf(next.pool(key).retire())).containsExactly("p-2");
    }
}
