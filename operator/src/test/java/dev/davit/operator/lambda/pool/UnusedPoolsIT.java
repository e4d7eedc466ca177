package dev.davit.operator.lambda.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.config.Installation;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithApiServer
class UnusedPoolsIT {

    @Test
    void aPoolThatLostItsLastRevisionWhileNoOperatorRanEndsWithTheNextOne(ApiServer server) {
        KubernetesClient client = server.client();
        String namespace = server.newNamespace("unused");
        RunningOperator.Config config = new RunningOperator.Config(server.newNamespace("davit-system"));
        Installation.gatewayService(client, config);
        EnvironmentPool unused = pool(namespace, "python311-128-x");
        EnvironmentPool used = pool(namespace, "python311-256-x");
        EnvironmentPool foreign = pool(namespace, "mine");
        foreign.getMetadata().setLabels(Map.of());
        client.resource(unused).create();
        client.resource(used).create();
        client.resource(foreign).create();
        client.resource(revision(namespace, "python311-256-x")).create();

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        try (RunningOperator operator = RunningOperator.start(client, c -> PoolStage.reconcilers(c, config, later))) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.resource(unused).get() == null);
            operator.settle();
            assertThat(client.resource(used).get()).isNotNull();
            assertThat(client.resource(foreign).get()).isNotNull();
        }
    }

    private static EnvironmentPool pool(String namespace, String name) {
        EnvironmentPool pool = new EnvironmentPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.DAVIT))
                .build());
        pool.getSpec().runtime = "python3.11";
        pool.getSpec().imageURI = "registry.example/python:1";
        pool.getSpec().memorySize = 128;
        pool.getSpec().ephemeralStorageSize = 512;
        pool.getSpec().warm = 1;
        pool.getSpec().initial = 0;
        pool.getSpec().initTimeoutSeconds = 10;
        return pool;
    }

    private static FunctionRevision revision(String namespace, String pool) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName("a-r1")
                .withNamespace(namespace)
                .build());
        revision.getSpec().functionName = "a";
        revision.getSpec().memorySize = 256;
        revision.getSpec().timeout = 3;
        revision.getSpec().ephemeralStorageSize = 512;
        revision.getSpec().codeSHA256 = "x";
        revision.getSpec().codeSize = 1L;
        revision.getSpec().environmentPool = pool;
        return revision;
    }
}
