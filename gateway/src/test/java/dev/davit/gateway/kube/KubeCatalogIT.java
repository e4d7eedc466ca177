package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.kernel.Clock;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalog follows a real API server, with the rights the chart gives. */
@WithApiServer
class KubeCatalogIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private KubernetesClient admin;
    private String own;
    private String ns;
    private Cable cable;
    private Kube kube;
    private final Recorded fed = new Recorded();

    @BeforeEach
    void connect(ApiServer server) throws IOException {
        admin = server.client();
        own = server.newNamespace("system");
        ns = server.newNamespace("team");
        Config config = GatewayAccount.config(server, own);
        cable = new Cable(config.getMasterUrl());
        kube = Kube.connect(
                new ConfigBuilder(config).withMasterUrl(cable.url()).build(),
                new Kube.Settings("us-east-1", own, "davit-runtime-key"),
                new SimpleMeterRegistry(),
                Clock.system());
    }

    @AfterEach
    void disconnect() throws IOException {
        kube.close();
        cable.close();
    }

    private void start() throws InterruptedException {
        kube.catalog().start(fed);
        assertThat(fed.synced.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private <T extends HasMetadata> T create(Class<T> type, String yaml) {
        T object = admin.getKubernetesSerialization().unmarshal(yaml, type);
        object.getMetadata().setNamespace(ns);
        T status = admin.getKubernetesSerialization().clone(object);
        T created = admin.resource(object).create();
        status.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        return admin.resource(status).updateStatus();
    }

    private Function function(String name) {
        return create(Function.class, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec: {runtime: python3.11, handler: app.handler, code: {inline: {app.py: pass}}}
                status: {state: Active, revision: %s-1}
                """.formatted(name, name));
    }

    private FunctionRevision revision(String name, String code) {
        return create(FunctionRevision.class, """
                apiVersion: davit.dev/v1alpha1
                kind: FunctionRevision
                metadata: {name: %s}
                spec:
                  functionName: hello
                  runtime: python3.11
                  handler: app.handler
                  memorySize: 128
                  timeout: 3
                  codeSHA256: "%s"
                  codeSize: 4
                  environmentPool: python311-128-x
                  code: {inline: {app.py: "%s"}}
                """.formatted(name, "A".repeat(43) + "=", code));
    }

    private Pod pod(String name, String component) {
        return create(Pod.class, """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {davit.dev/pool: python311-128-x, davit.dev/component: %s}}
                spec: {containers: [{name: function, image: example.org/i}]}
                status: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}]}
                """.formatted(name, component));
    }

    @Test
    void feedsTheFirstPictureBeforeItSaysSynced() throws InterruptedException {
        function("hello");
        revision("hello-1", "pass");
        pod("p-1", "environment");
        pod("t-1", "task");
        start();
        assertThat(fed.atSync)
                .containsEntry(
                        new FunctionKey(ns, "hello"),
                        new FunctionEntry(
                                new FunctionKey(ns, "hello"), "hello", FunctionState.ACTIVE, null, "hello-1", null))
                .containsEntry(
                        "pod p-1",
                        new PodEntry(
                                ns,
                                "p-1",
                                "python311-128-x",
                                PodPhase.RUNNING,
                                false,
                                List.of("10.0.0.1"),
                                null,
                                false))
                .containsKey(new RevisionKey(ns, "hello-1"))
                .doesNotContainKey("pod t-1");
    }

    @Test
    void followsChangesAndDeletions() throws InterruptedException {
        start();
        Function function = function("later");
        FunctionKey key = new FunctionKey(ns, "later");
        await().atMost(SOON).until(() -> fed.entries.get(key) instanceof FunctionEntry e && e.revision() != null);
        admin.resource(function).edit(f -> {
            f.getSpec().reservedConcurrentExecutions = 4;
            return f;
        });
        await().atMost(SOON)
                .until(() -> fed.entries.get(key) instanceof FunctionEntry e
                        && Integer.valueOf(4).equals(e.reservedConcurrency()));
        admin.resource(function).delete();
        await().atMost(SOON).until(() -> !fed.entries.containsKey(key));
    }

    @Test
    void readsLargeCodeWhenAskedOnly() throws Exception {
        String code = "x".repeat(LambdaEntries.MOST_CODE + 1);
        revision("hello-big", code);
        start();
        RevisionKey key = new RevisionKey(ns, "hello-big");
        assertThat(((RevisionEntry) fed.entries.get(key)).code()).isNull();
        assertThat(kube.codeLoader().load(key).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(Map.of("app.py", code));
        assertThat(kube.codeLoader().load(new RevisionKey(ns, "none")).toCompletableFuture())
                .failsWithin(SOON);
    }

    @Test
    void keepsTheLastKnownStateWhileTheApiServerIsAwayAndCatchesUp() throws InterruptedException {
        Function function = function("steady");
        start();
        cable.cut();
        admin.resource(function).delete();
        function("meanwhile");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> fed.entries.containsKey(new FunctionKey(ns, "steady")));
        cable.mend();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> fed.entries.containsKey(new FunctionKey(ns, "meanwhile"))
                        && !fed.entries.containsKey(new FunctionKey(ns, "steady")));
    }

    @Test
    void syncsWhenTheApiServerComesLate() throws InterruptedException {
        cable.cut();
        kube.catalog().start(fed);
        assertThat(fed.synced.await(1, TimeUnit.SECONDS)).isFalse();
        function("late");
        cable.mend();
        assertThat(fed.synced.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(fed.atSync).containsKey(new FunctionKey(ns, "late"));
    }
}
