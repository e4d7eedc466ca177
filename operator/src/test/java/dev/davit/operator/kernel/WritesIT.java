package dev.davit.operator.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel's writes within real passes, against a real API server. */
@WithApiServer
class WritesIT {
    private static final String CONFIG_MAPS = "app.kubernetes.io/managed-by=davit";

    private final KubernetesClient client;
    private final String namespace;
    private final Scripted scripted;
    private RunningOperator operator;

    WritesIT(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("writes");
        scripted = new Scripted(namespace);
    }

    @ControllerConfiguration(name = "scripted")
    static class Scripted implements Reconciler<EnvironmentPool> {
        private final String namespace;
        private final List<Long> generations = new CopyOnWriteArrayList<>();
        private final Map<String, Set<String>> seen = new ConcurrentHashMap<>();
        private BiConsumer<EnvironmentPool, Context<EnvironmentPool>> script = (pool, context) -> {};

        Scripted(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public List<EventSource<?, EnvironmentPool>> prepareEventSources(EventSourceContext<EnvironmentPool> context) {
            return List.of(new InformerEventSource<>(
                    InformerEventSourceConfiguration.from(ConfigMap.class, EnvironmentPool.class)
                            .withLabelSelector(CONFIG_MAPS)
                            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(EnvironmentPool.class))
                            .build(),
                    context));
        }

        @Override
        public UpdateControl<EnvironmentPool> reconcile(EnvironmentPool pool, Context<EnvironmentPool> context) {
            if (pool.getMetadata().getNamespace().equals(namespace)) { // other tests leave pools behind
                generations.add(pool.getMetadata().getGeneration());
                script.accept(pool, context);
            }
            return UpdateControl.noUpdate();
        }
    }

    @BeforeEach
    void start() {
        operator = RunningOperator.start(client, c -> List.of(scripted));
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private void create() {
        EnvironmentPool pool = new EnvironmentPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName("pool")
                .withNamespace(namespace)
                .build());
        pool.getSpec().functionRevision = "r";
        pool.getSpec().imageURI = "registry.example/x:1";
        pool.getSpec().memorySize = 128;
        pool.getSpec().ephemeralStorageSize = 512;
        pool.getSpec().warm = 0;
        pool.getSpec().initial = 1;
        pool.getSpec().initTimeoutSeconds = 10;
        client.resource(pool).create();
    }

    private void edit(int replicas) {
        client.resources(EnvironmentPool.class)
                .inNamespace(namespace)
                .withName("pool")
                .edit(pool -> {
                    pool.getSpec().replicas = replicas;
                    return pool;
                });
    }

    private static EnvironmentPoolStatus ready(int number) {
        EnvironmentPoolStatus status = new EnvironmentPoolStatus();
        status.observedGeneration = 1L;
        status.ready = number;
        return status;
    }

    @Test
    void losesNoEditThatIsMadeWhileAPassWritesItsStatus() {
        scripted.script = (pool, context) -> {
            if (pool.getMetadata().getGeneration() < 20) {
                edit(pool.getMetadata().getGeneration().intValue());
            }
            StatusWriter.write(
                    context, pool, ready(pool.getMetadata().getGeneration().intValue()));
        };
        create();
        await().atMost(Duration.ofSeconds(20)).until(() -> scripted.generations.contains(20L));
    }

    @Test
    void readsItsOwnStatusInTheNextPassAndWritesAnEqualOneNeverAgain() {
        scripted.script = (pool, context) -> StatusWriter.write(context, pool, ready(7));
        create();
        await().until(() -> !operator.writes().isEmpty());
        edit(3);
        await().until(() -> scripted.generations.contains(2L));
        operator.settle();
        assertThat(operator.writes()).hasSize(1);
    }

    private static ConfigMap map(EnvironmentPool owner, String name, String value) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(owner.getMetadata().getNamespace())
                .addToLabels("app.kubernetes.io/managed-by", "davit")
                .withOwnerReferences(Owners.controller(owner))
                .endMetadata()
                .addToData("value", value)
                .build();
    }

    @Test
    void convergesOnWhatIsWantedAndThenLeavesItAlone() {
        scripted.script = (pool, context) -> {
            int generation = pool.getMetadata().getGeneration().intValue();
            List<ConfigMap> wanted = generation == 1
                    ? List.of(map(pool, "a", "1"), map(pool, "b", "1"))
                    : List.of(map(pool, "a", "2"), map(pool, "c", "1"));
            DesiredSet.in(context).converge(wanted, context.getSecondaryResources(ConfigMap.class));
        };
        create();
        maps("a=1", "b=1");
        edit(1);
        maps("a=2", "c=1");
        operator.settle();
        int writes = operator.writes().size();
        assertThat(writes).isLessThanOrEqualTo(7);
        edit(2);
        await().until(() -> scripted.generations.contains(3L));
        operator.settle();
        assertThat(operator.writes()).hasSize(writes);
    }

    private void maps(String... expected) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(client
                        .configMaps()
                        .inNamespace(namespace)
                        .withLabel("app.kubernetes.io/managed-by")
                        .list()
                        .getItems()
                        .stream()
                        .map(m -> m.getMetadata().getName() + "=" + m.getData().get("value")))
                .containsExactlyInAnyOrder(expected));
    }

    @Test
    void createsOnceAndSeesAtOnceWhatItCreated() {
        scripted.script = (pool, context) -> {
            Set<ConfigMap> known = context.getSecondaryResources(ConfigMap.class);
            scripted.seen
                    .computeIfAbsent("sizes", key -> ConcurrentHashMap.newKeySet())
                    .add(String.valueOf(known.size()));
            if (known.isEmpty()) {
                ConfigMap made = DesiredSet.in(context).create(map(pool, "only", "1"));
                ConfigMap again = DesiredSet.in(context).create(map(pool, "only", "2"));
                assertThat(again.getMetadata().getUid())
                        .isEqualTo(made.getMetadata().getUid());
                scripted.seen.put(
                        "after",
                        Set.of(String.valueOf(
                                context.getSecondaryResources(ConfigMap.class).size())));
            }
        };
        create();
        await().untilAsserted(() -> assertThat(scripted.seen.get("after")).containsExactly("1"));
        maps("only=1");
    }

    @Test
    void labelsAndOwnsWithoutTouchingWhatOthersWrote() {
        scripted.script = (pool, context) -> Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName("theirs")
                        .get())
                .ifPresent(theirs -> {
                    DesiredSet.in(context).label(theirs, Map.of("davit.dev/pool", "pool"));
                    DesiredSet.in(context).addOwner(theirs, Owners.shared(pool));
                    DesiredSet.in(context).addOwner(theirs, Owners.shared(pool));
                });
        EnvironmentPool other = new EnvironmentPool();
        other.getMetadata().setName("other");
        other.getMetadata().setUid("0000");
        other.getMetadata().setNamespace(namespace);
        ConfigMap theirs = map(other, "theirs", "1");
        theirs.getMetadata().getOwnerReferences().getFirst().setController(null);
        client.resource(theirs).create();
        create();
        await().untilAsserted(() -> {
            ConfigMap found = client.resource(theirs).get();
            assertThat(found.getMetadata().getOwnerReferences()).hasSize(2);
            assertThat(found.getMetadata().getLabels())
                    .containsEntry("davit.dev/pool", "pool")
                    .containsEntry("app.kubernetes.io/managed-by", "davit");
        });
    }
}
