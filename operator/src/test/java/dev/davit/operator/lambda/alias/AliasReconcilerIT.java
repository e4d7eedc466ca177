package dev.davit.operator.lambda.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class AliasReconcilerIT {
    private static ApiServer server;
    private static KubernetesClient client;
    private static RunningOperator operator;

    private String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        operator = start();
    }

    private static RunningOperator start() {
        return RunningOperator.start(
                client,
                c -> List.of(new AliasReconciler(
                        new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(c))));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespaceWithAFunction() {
        namespace = server.newNamespace("alias");
        Function function = new Function();
        function.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace(namespace)
                .build());
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        client.resource(function).create();
    }

    private void version(String number) {
        Version version = new Version();
        version.setMetadata(new ObjectMetaBuilder()
                .withName("v" + number)
                .withNamespace(namespace)
                .build());
        version.getSpec().functionName = "hello";
        Version made = client.resource(version).create();
        made.setStatus(new VersionStatus());
        made.getStatus().observedGeneration = 1L;
        made.getStatus().version = number;
        made.getStatus().revision = "hello-r" + number;
        client.resource(made).subresource("status").patch();
    }

    private void alias(String object, String number) {
        Alias alias = new Alias();
        alias.setMetadata(new ObjectMetaBuilder()
                .withName(object)
                .withNamespace(namespace)
                .build());
        alias.getSpec().name = "live";
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = number;
        client.resource(alias).create();
    }

    private Alias until(String name, Predicate<Alias> there) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(Alias.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found.getStatus() != null && there.test(found));
    }

    private static Predicate<Alias> at(String revision) {
        return alias ->
                revision.equals(alias.getStatus().revision) && Conditions.isTrue(alias.getStatus().conditions, "Ready");
    }

    @Test
    void waitsForItsVersionAndFollowsWhenItIsPointedElsewhere() {
        alias("hello-live", "1");
        Alias waiting = until("hello-live", a -> Conditions.find(a.getStatus().conditions, "Ready")
                .isPresent());
        assertThat(Conditions.find(waiting.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("VersionNotFound"));
        version("1");
        Alias first = until("hello-live", at("hello-r1"));
        assertThat(first.getStatus().ackResourceMetadata.arn).endsWith(":function:hello:live");
        version("2");
        client.resource(first).edit(a -> {
            a.getSpec().functionVersion = "2";
            return a;
        });
        assertThat(until("hello-live", at("hello-r2")).getStatus().functionVersion)
                .isEqualTo("2");
    }

    @Test
    void goesOnPointingWhereItPointedWhileTheNewVersionIsNotThere() {
        version("1");
        alias("hello-live", "1");
        Alias first = until("hello-live", at("hello-r1"));
        client.resource(first).edit(a -> {
            a.getSpec().functionVersion = "9";
            return a;
        });
        Alias waiting = until("hello-live", a -> Conditions.find(a.getStatus().conditions, "Resolved")
                .filter(c -> "VersionNotFound".equals(c.getReason()))
                .isPresent());
        assertThat(waiting.getStatus().revision).isEqualTo("hello-r1");
        assertThat(waiting.getStatus().functionVersion).isEqualTo("1");
    }

    @Test
    void refusesANameThatIsTaken() {
        version("1");
        alias("a-first", "1");
        until("a-first", at("hello-r1"));
        alias("b-second", "1");
        Alias second = until("b-second", a -> Conditions.isTrue(a.getStatus().conditions, "Stalled"));
        assertThat(Conditions.find(second.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("NameTaken"));
        assertThat(second.getStatus().revision).isNull();
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        version("1");
        alias("hello-live", "1");
        until("hello-live", at("hello-r1"));
        operator.settle();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
    }
}
