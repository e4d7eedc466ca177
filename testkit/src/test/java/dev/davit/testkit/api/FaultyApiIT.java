package dev.davit.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A way to the API server that has faults. */
@WithApiServer
class FaultyApiIT {

    private static KubernetesClient program(FaultyApi way) {
        var once =
                new ConfigBuilder(way.config()).withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(once).build();
    }

    private static ObjectMeta named(String namespace, String name) {
        return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
    }

    private static void create(KubernetesClient client, String namespace, String name) {
        client.resource(new ConfigMapBuilder()
                        .withMetadata(named(namespace, name))
                        .build())
                .create();
    }

    @Test
    void theLastWriteIsDoneAndItsAnswerIsLost(ApiServer server, KubernetesClient client) {
        String namespace = server.newNamespace("faulty");
        try (FaultyApi way = FaultyApi.before(server).cutAfter(2);
                KubernetesClient program = program(way)) {
            create(program, namespace, "one");
            assertThat(way.isCut()).isFalse();
            assertThatThrownBy(() -> create(program, namespace, "two")).isInstanceOf(KubernetesClientException.class);
            assertThat(way.isCut()).isTrue();
            assertThatThrownBy(() -> create(program, namespace, "three")).isInstanceOf(KubernetesClientException.class);
            assertThatThrownBy(() -> program.namespaces().list()).isInstanceOf(KubernetesClientException.class);
            assertThat(way.writes()).hasSize(2).allMatch(write -> write.endsWith(namespace + "/configmaps"));
            assertThat(client.configMaps().inNamespace(namespace).list().getItems())
                    .extracting(map -> map.getMetadata().getName())
                    .containsExactly("one", "two");
        }
    }

    @Test
    void aRefusedWriteIsNone(ApiServer server, KubernetesClient client) {
        String namespace = server.newNamespace("faulty");
        create(client, namespace, "one");
        try (FaultyApi way = FaultyApi.before(server).cutAfter(1);
                KubernetesClient program = program(way)) {
            assertThatThrownBy(() -> create(program, namespace, "one")).hasMessageContaining("already exists");
            assertThat(way.isCut()).isFalse();
            assertThat(way.writes()).isEmpty();
        }
    }

    @Test
    void watchesOfAChosenKindComeLate(ApiServer server, KubernetesClient client) {
        String namespace = server.newNamespace("faulty");
        List<String> seen = new CopyOnWriteArrayList<>();
        try (FaultyApi way = FaultyApi.before(server).delay("configmaps", Duration.ofSeconds(2));
                KubernetesClient program = program(way)) {
            program.configMaps().inNamespace(namespace).watch(watcher(seen));
            program.secrets().inNamespace(namespace).watch(watcher(seen));
            create(client, namespace, "first");
            client.resource(new SecretBuilder()
                            .withMetadata(named(namespace, "second"))
                            .build())
                    .create();
            await().until(() -> seen.size() == 2);
            assertThat(seen).containsExactly("second", "first");
        }
    }

    private static <R extends HasMetadata> Watcher<R> watcher(List<String> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, R object) {
                seen.add(object.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                // Its client ends it.
            }
        };
    }
}
