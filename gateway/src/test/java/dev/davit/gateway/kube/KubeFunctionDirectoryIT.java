package dev.davit.gateway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.http.control.FunctionDirectory;
import dev.davit.gateway.http.control.FunctionDirectory.Page;
import dev.davit.gateway.http.control.FunctionDirectory.UnknownContinuation;
import dev.davit.gateway.http.invoke.Access;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.kernel.Clock;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the control API tells, out of a real API server, with the rights the chart gives (ADR 12, invariant 5). */
@WithApiServer
class KubeFunctionDirectoryIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private KubernetesClient admin;
    private String ns;
    private Cable cable;
    private Kube kube;
    private FunctionDirectory directory;

    @BeforeEach
    void connect(ApiServer server) throws IOException {
        admin = server.client();
        String own = server.newNamespace("system");
        ns = server.newNamespace("team");
        Config config = GatewayAccount.config(server, own);
        cable = new Cable(config.getMasterUrl());
        kube = Kube.connect(
                new ConfigBuilder(config).withMasterUrl(cable.url()).build(),
                new Kube.Settings("us-east-1", own, "davit-runtime-key"),
                new SimpleMeterRegistry(),
                Clock.system());
        directory = kube.directory();
    }

    @AfterEach
    void disconnect() throws IOException {
        kube.close();
        cable.close();
    }

    private <T extends HasMetadata> void create(Class<T> type, String yaml) {
        T object = admin.getKubernetesSerialization().unmarshal(yaml, type);
        object.getMetadata().setNamespace(ns);
        T status = admin.getKubernetesSerialization().clone(object);
        T created = admin.resource(object).create();
        status.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        admin.resource(status).updateStatus();
    }

    private void function(String name) {
        create(Function.class, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: %s}
                spec:
                  runtime: python3.11
                  handler: app.handler
                  environment: {variables: {GREETING: hej}}
                  code: {inline: {app.py: secret}}
                status: {state: Active, revision: %s-1}
                """.formatted(name, name));
    }

    private void version(String name, String status) {
        create(Version.class, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: %s}
                spec: {functionName: hello}
                status: %s
                """.formatted(name, status));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void readsAFunctionWithoutItsCode() {
        function("hello");
        Function hello = now(directory.function(ns, "hello")).orElseThrow();
        assertThat(hello.getSpec().environment.variables).containsExactly(Map.entry("GREETING", "hej"));
        assertThat(hello.getSpec().code.inline).isNull();
        assertThat(hello.getStatus().state).isEqualTo("Active");
        assertThat(hello.getMetadata().getManagedFields()).isNotEmpty();
        assertThat(now(directory.function(ns, "other"))).isEmpty();
    }

    @Test
    void pagesThroughFunctionsAndKnowsWhatIsNoContinuation() {
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            function("f" + i);
            names.add("f" + i);
        }
        List<String> seen = new ArrayList<>();
        String continuation = null;
        int pages = 0;
        do {
            Page<Function> page = now(directory.functions(ns, 10, continuation));
            page.items().forEach(each -> seen.add(each.getMetadata().getName()));
            continuation = page.continuation();
            pages++;
        } while (continuation != null);
        assertThat(seen).isEqualTo(names);
        assertThat(pages).isEqualTo(3);
        assertThatThrownBy(() -> now(directory.functions(ns, 10, "bm9ib2R5cw")))
                .hasRootCauseInstanceOf(UnknownContinuation.class);
    }

    @Test
    void knowsVersionsAndAliasesByTheirFunctions() {
        version("ten", "{version: '10', revision: hello-2}");
        version("two", "{version: '2', revision: hello-1}");
        version("draft", "{observedGeneration: 1}");
        create(Alias.class, """
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Alias
                metadata: {name: hello-live}
                spec: {name: live, functionRef: {from: {name: hello}}, functionVersion: "2"}
                """);
        assertThat(now(directory.versions(ns))).containsOnlyKeys("hello");
        assertThat(now(directory.versions(ns)).get("hello"))
                .extracting(version -> version.getStatus().version)
                .containsExactly("2", "10");
        assertThat(now(directory.aliases(ns)).get("hello"))
                .extracting(alias -> alias.getSpec().name)
                .containsExactly("live");
    }

    @Test
    void readsARevisionWithoutItsCodeAndTheImageOfItsPool() {
        create(FunctionRevision.class, """
                apiVersion: davit.dev/v1alpha1
                kind: FunctionRevision
                metadata: {name: hello-1}
                spec:
                  functionName: hello
                  runtime: python3.11
                  handler: app.handler
                  memorySize: 128
                  timeout: 3
                  environmentPool: python311-128-x
                  code: {inline: {app.py: secret}}
                """);
        create(EnvironmentPool.class, """
                apiVersion: davit.dev/v1alpha1
                kind: EnvironmentPool
                metadata: {name: python311-128-x}
                spec: {runtime: python3.11, imageURI: "registry.example.org/python:1", memorySize: 128}
                """);
        FunctionRevision revision = now(directory.revision(ns, "hello-1")).orElseThrow();
        assertThat(revision.getSpec().handler).isEqualTo("app.handler");
        assertThat(revision.getSpec().code).isNull();
        assertThat(now(directory.revision(ns, "hello-2"))).isEmpty();
        assertThat(now(directory.runtimeImage(ns, "python311-128-x"))).contains("registry.example.org/python:1");
        assertThat(now(directory.runtimeImage(ns, "other"))).isEmpty();
    }

    @Test
    void failsWhileTheApiServerIsAway() {
        cable.cut();
        assertThat(directory.function(ns, "hello").toCompletableFuture()).failsWithin(SOON);
        assertThat(directory.functions(ns, 10, null).toCompletableFuture()).failsWithin(SOON);
        cable.mend();
        assertThat(now(directory.function(ns, "hello"))).isEmpty();
    }

    /** A caller whose Role names one function may get that one, and list none. */
    @Test
    void asksRbacForVerbAndKind() {
        GatewayAccount.serviceAccount(admin, ns, "shop");
        GatewayAccount.allow(
                admin,
                ns,
                "shop",
                new PolicyRuleBuilder()
                        .withApiGroups("lambda.davit.dev")
                        .withResources("functions")
                        .withResourceNames("hello")
                        .withVerbs("get")
                        .build());
        Caller shop = new Caller(ns, "system:serviceaccount:" + ns + ":shop", List.of(), null, Map.of(), "arn");
        assertThat(now(kube.authorizer().may(shop, Access.get("functions", ns, "hello"))))
                .isTrue();
        assertThat(now(kube.authorizer().may(shop, Access.get("functions", ns, "other"))))
                .isFalse();
        assertThat(now(kube.authorizer().may(shop, Access.get("functions", ns, null))))
                .isFalse();
        assertThat(now(kube.authorizer().may(shop, Access.list("functions", ns))))
                .isFalse();
        assertThat(now(kube.authorizer().may(shop, Access.get("aliases", ns, "hello"))))
                .isFalse();
        assertThat(now(kube.authorizer().mayInvoke(shop, ns, "hello"))).isFalse();
    }
}
