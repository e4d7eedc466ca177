package dev.davit.operator.lambda.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.FunctionUrlId;
import dev.davit.api.common.Reference;
import dev.davit.api.common.ReferenceFrom;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class FunctionURLReconcilerIT {
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
                c -> List.of(new FunctionURLReconciler(
                        new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(c))));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("url");
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    private void function(String name) {
        Function function = new Function();
        function.setMetadata(named(name));
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        client.resource(function).create();
    }

    private void url(String object, Consumer<FunctionURLConfig> how) {
        FunctionURLConfig url = new FunctionURLConfig();
        url.setMetadata(named(object));
        url.getSpec().authType = "NONE";
        how.accept(url);
        client.resource(url).create();
    }

    private FunctionURLConfig until(String name, Predicate<FunctionURLConfig> there) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(FunctionURLConfig.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found.getStatus() != null && there.test(found));
    }

    private static Predicate<FunctionURLConfig> ready() {
        return url -> Conditions.isTrue(url.getStatus().conditions, "Ready");
    }

    private static Predicate<FunctionURLConfig> because(String reason) {
        return url -> Conditions.find(url.getStatus().conditions, "Ready")
                .filter(condition -> reason.equals(condition.getReason()))
                .isPresent();
    }

    @Test
    void waitsForItsFunctionAndThenHasItsUrl() {
        url("hello", u -> u.getSpec().functionName = "hello");
        assertThat(until("hello", because("FunctionNotFound")).getStatus().functionURL)
                .isNull();
        function("hello");
        assertThat(until("hello", ready()).getStatus().functionURL)
                .isEqualTo("http://" + FunctionUrlId.of(namespace, "hello", null)
                        + ".lambda-url.us-east-1.davit.local:9000/");
    }

    @Test
    void losesItsUrlWithItsFunction() {
        function("hello");
        url("hello", u -> u.getSpec().functionName = "hello");
        until("hello", ready());
        client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .delete();
        assertThat(until("hello", because("FunctionNotFound")).getStatus().functionURL)
                .isNull();
    }

    @Test
    void waitsForAnAliasOfAnotherObjectName() {
        function("hello");
        url("live", u -> {
            u.getSpec().functionRef = new Reference();
            u.getSpec().functionRef.from = new ReferenceFrom();
            u.getSpec().functionRef.from.name = "hello";
            u.getSpec().qualifier = "live";
        });
        until("live", because("AliasNotFound"));
        Alias alias = new Alias();
        alias.setMetadata(named("hello-live"));
        alias.getSpec().name = "live";
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = "1";
        client.resource(alias).create();
        assertThat(until("live", ready()).getStatus().functionARN).endsWith(":function:hello:live");
    }

    @Test
    void refusesASecondUrlOfOneFunctionUntilTheFirstIsGone() {
        function("hello");
        url("first", u -> u.getSpec().functionName = "hello");
        until("first", ready());
        url("second", u -> u.getSpec().functionName = "hello");
        FunctionURLConfig second = until("second", url -> Conditions.isTrue(url.getStatus().conditions, "Stalled"));
        assertThat(second.getStatus().functionURL).isNull();
        client.resources(FunctionURLConfig.class)
                .inNamespace(namespace)
                .withName("first")
                .delete();
        assertThat(until("second", ready()).getStatus().functionURL).isNotNull();
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        function("hello");
        url("hello", u -> u.getSpec().functionName = "hello");
        until("hello", ready());
        operator.settle();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
    }
}
