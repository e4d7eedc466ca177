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
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class ImagePoolIT {
    private KubernetesClient client;
    private RunningOperator.Config config;
    private String namespace;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("image");
        config = new RunningOperator.Config(server.newNamespace("davit-system"));
        Installation.gatewayService(client, config);
        operator = RunningOperator.start(client, c -> PoolStage.reconcilers(c, config, Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    private Pod firstPod() {
        return await().atMost(Duration.ofSeconds(10))
                .until(this::pods, pods -> pods.size() == 1)
                .getFirst();
    }

    private void image() {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName("image-r1")
                .withNamespace(namespace)
                .withLabels(Map.of(Labels.PACKAGE_TYPE, Labels.IMAGE))
                .build());
        revision.getSpec().functionName = "image";
        revision.getSpec().imageURI = "registry.example/image:1";
        revision.getSpec().memorySize = 128;
        revision.getSpec().timeout = 3;
        revision.getSpec().environmentPool = "image-r1";
        String uid = client.resource(revision).create().getMetadata().getUid();
        EnvironmentPool pool = new EnvironmentPool();
        pool.setMetadata(new ObjectMetaBuilder()
                .withName("image-r1")
                .withNamespace(namespace)
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.DAVIT, Labels.REVISION_UID, uid))
                .build());
        pool.getSpec().functionRevision = "image-r1";
        pool.getSpec().imageURI = "registry.example/image:1";
        pool.getSpec().memorySize = 128;
        pool.getSpec().warm = 0;
        pool.getSpec().initial = 1;
        pool.getSpec().initTimeoutSeconds = 10;
        client.resource(pool).create();
    }

    private EndpointSlice gateways(boolean ready) {
        return client.resource(new EndpointSliceBuilder()
                        .withNewMetadata()
                        .withName("gateways")
                        .withNamespace(config.namespace())
                        .addToLabels("kubernetes.io/service-name", config.gatewayService())
                        .endMetadata()
                        .withAddressType("IPv4")
                        .addNewEndpoint()
                        .withAddresses("10.1.2.3")
                        .withNewConditions()
                        .withReady(ready)
                        .endConditions()
                        .endEndpoint()
                        .build())
                .create();
    }

    private EnvironmentPool pool() {
        return client.resources(EnvironmentPool.class)
                .inNamespace(namespace)
                .withName("image-r1")
                .get();
    }

    private void gateway(String fields) {
        client.resource(pool()).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + fields + "}");
    }

    @Test
    void outlivesItsRevisionByWhatIsAtWork() {
        gateways(true);
        image();
        String pod = firstPod().getMetadata().getName();
        gateway("{\"replicas\":1,\"claims\":[{\"pod\":\"" + pod + "\",\"revision\":\"image-r1\"}]}");
        client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .withName("image-r1")
                .delete();
        operator.settle();
        assertThat(pool().getMetadata().getDeletionTimestamp()).isNull();
        assertThat(firstPod().getMetadata().getDeletionTimestamp()).isNull();

        gateway("{\"replicas\":0,\"retire\":[\"" + pod + "\"]}");
        await().atMost(Duration.ofSeconds(10)).until(() -> pool() == null);
        assertThat(pods()).isEmpty();
    }

    @Test
    void startsOnceThereIsAGatewayToPoll() {
        EndpointSlice gateways = gateways(false);
        image();
        operator.settle();
        assertThat(pods()).isEmpty();
        gateways.getEndpoints().getFirst().getConditions().setReady(true);
        client.resource(gateways).update();
        assertThat(firstPod().getSpec().getContainers().getFirst().getImage()).isEqualTo("registry.example/image:1");
    }
}
