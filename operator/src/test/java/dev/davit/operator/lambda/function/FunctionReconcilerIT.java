package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.lambda.v1alpha1.ConfigMapReference;
import dev.davit.api.lambda.v1alpha1.DeadLetterConfig;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.code.CodeSettings;
import dev.davit.operator.config.Installation;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class FunctionReconcilerIT {
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
                c -> List.of(new FunctionReconciler(
                        new RunningOperator.Config("davit-system"),
                        Clock.systemUTC(),
                        RunningOperator.events(c),
                        CodeSettings.archives(new Artifacts.Settings(), Clock.systemUTC()),
                        new Installation(c, new RunningOperator.Config("davit-system")).placement())));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void namespaceAndRuntime() {
        namespace = server.newNamespace("function");
        if (client.resources(Runtime.class).withName("python3.11").get() == null) {
            Runtime runtime = new Runtime();
            runtime.setMetadata(new ObjectMetaBuilder().withName("python3.11").build());
            runtime.getSpec().imageURI = "registry.example/python:1";
            client.resource(runtime).create();
        }
    }

    private Function function(String name) {
        Function function = new Function();
        function.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        function.getSpec().runtime = "python3.11";
        function.getSpec().handler = "app.handler";
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.inline = Map.of("app.py", "def handler(e, c): return 1");
        return function;
    }

    private Function until(String name, Predicate<Function> there) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(Function.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        there);
    }

    private static Predicate<Function> condition(String type, String status) {
        return function -> function.getStatus() != null
                && function.getMetadata().getGeneration().equals(function.getStatus().observedGeneration)
                && Conditions.find(function.getStatus().conditions, type)
                        .filter(c -> status.equals(c.getStatus()))
                        .isPresent();
    }

    private List<FunctionRevision> revisions() {
        return client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private FunctionRevision revision() {
        return await().until(this::revisions, found -> found.size() == 1).getFirst();
    }

    private static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(1L)
                .withLastTransitionTime(
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }

    private void say(FunctionRevision revision, Condition... conditions) {
        revision.setStatus(new FunctionRevisionStatus());
        revision.getStatus().observedGeneration = 1L;
        revision.getStatus().conditions = List.of(conditions);
        client.resource(revision).subresource("status").patch();
    }

    private void ready(FunctionRevision revision) {
        say(revision, condition(ConditionSet.READY, "True", "Ready", ""));
    }

    @Test
    void makesARevisionNamedAfterItsContentAndServesItOnceReady() {
        client.resource(function("hello")).create();
        FunctionRevision revision = revision();
        assertThat(revision.getMetadata().getName()).matches("hello-[a-z2-7]{10}");
        assertThat(revision.getMetadata().getLabels()).containsEntry(Labels.FUNCTION, "hello");
        assertThat(revision.getSpec().memorySize).isEqualTo(128);
        assertThat(revision.getSpec().environmentPool).matches("python311-128-[a-z2-7]{8}");
        Function pending = until("hello", condition("Accepted", "True"));
        assertThat(pending.getStatus().state).isEqualTo("Pending");
        assertThat(pending.getStatus().stateReasonCode).isEqualTo("Creating");

        ready(revision);
        Function active = until("hello", condition("Ready", "True"));
        assertThat(active.getStatus().state).isEqualTo("Active");
        assertThat(active.getStatus().lastUpdateStatus).isEqualTo("Successful");
        assertThat(active.getStatus().revision).isEqualTo(revision.getMetadata().getName());
        assertThat(active.getStatus().codeSHA256).isEqualTo(revision.getSpec().codeSHA256);
        assertThat(active.getStatus().ackResourceMetadata.arn)
                .matches("arn:aws:lambda:us-east-1:\\d{12}:function:hello");
    }

    @Test
    void keepsTheOldRevisionServingWhenAnUpdateFails() {
        client.resource(function("hello")).create();
        FunctionRevision first = revision();
        ready(first);
        until("hello", condition("Ready", "True"));

        client.resource(function("hello")).edit(f -> {
            f.getSpec().code.inline = Map.of("app.py", "def handler(e, c): return 2");
            return f;
        });
        FunctionRevision second = await().until(this::revisions, found -> found.size() == 2).stream()
                .filter(r ->
                        !r.getMetadata().getName().equals(first.getMetadata().getName()))
                .findFirst()
                .orElseThrow();
        Function updating = until("hello", condition("RevisionReady", "Unknown"));
        assertThat(updating.getStatus().state).isEqualTo("Active");
        assertThat(updating.getStatus().lastUpdateStatus).isEqualTo("InProgress");
        assertThat(updating.getStatus().revision).isEqualTo(first.getMetadata().getName());

        say(
                second,
                condition(ConditionSet.READY, "False", "EnvironmentCrashed", "The environment exited with code 1"),
                condition(ConditionSet.STALLED, "False", "Progressing", ""));
        Function failed = until("hello", condition("RevisionReady", "False"));
        assertThat(failed.getStatus().state).isEqualTo("Active");
        assertThat(failed.getStatus().lastUpdateStatus).isEqualTo("Failed");
        assertThat(failed.getStatus().lastUpdateStatusReason).contains("exited with code 1");
        assertThat(failed.getStatus().revision).isEqualTo(first.getMetadata().getName());
    }

    @Test
    void refusesAnUnknownRuntimeAndNamesThoseThereAre() {
        Function function = function("old");
        function.getSpec().runtime = "python2.7";
        client.resource(function).create();
        Function refused = until("old", condition("Stalled", "True"));
        assertThat(Conditions.find(refused.getStatus().conditions, "Accepted"))
                .hasValueSatisfying(c -> assertThat(c.getMessage()).contains("\"python2.7\"", "python3.11"));
        assertThat(refused.getStatus().state).isEqualTo("Failed");
        assertThat(refused.getStatus().stateReasonCode).isEqualTo("InvalidRuntime");
        assertThat(revisions()).isEmpty();
        assertThat(warnings("old")).containsExactly("RuntimeNotFound");
    }

    private List<String> warnings(String name) {
        return await().until(
                        () -> client.events().v1().events().inNamespace(namespace).list().getItems().stream()
                                .filter(event ->
                                        name.equals(event.getRegarding().getName()))
                                .map(event -> event.getReason())
                                .toList(),
                        found -> !found.isEmpty());
    }

    @Test
    void waitsForTheConfigMapThatHoldsTheCodeAndSnapshotsIt() {
        Function function = function("mapped");
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.configMapRef = new ConfigMapReference();
        function.getSpec().code.configMapRef.name = "code";
        client.resource(function).create();
        Function waiting = until("mapped", condition("Accepted", "Unknown"));
        assertThat(Conditions.find(waiting.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("ConfigMapNotFound"));

        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("code")
                        .withNamespace(namespace)
                        .endMetadata()
                        .addToData("app.py", "print(1)")
                        .build())
                .create();
        assertThat(revision().getSpec().code.inline).containsEntry("app.py", "print(1)");
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        client.resource(function("twice")).create();
        ready(revision());
        until("twice", condition("Ready", "True"));
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        List<HasMetadata> all = new java.util.ArrayList<>(revisions());
        all.addAll(
                client.resources(Function.class).inNamespace(namespace).list().getItems());
        return all.stream().map(RunningOperator::version).toList();
    }

    private void untilDestination(String function, String reason) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Conditions.find(named(function).getStatus().conditions, "DestinationsFound")
                        .filter(condition -> reason.equals(condition.getReason()))
                        .isPresent());
    }

    private Function named(String name) {
        return client.resources(Function.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    @Test
    void saysThatADestinationIsMissingUntilItIsThere() {
        Function sender = function("sender");
        sender.getSpec().deadLetterConfig = new DeadLetterConfig();
        sender.getSpec().deadLetterConfig.targetARN = "receiver:live";
        client.resource(sender).create();
        ready(revision());
        until("sender", condition("Ready", "True").and(condition("DestinationsFound", "False")));
        client.resource(function("receiver")).create();
        untilDestination("sender", "DestinationsFound");
        client.resource(function("receiver")).delete();
        untilDestination("sender", "DestinationNotFound");
        assertThat(condition("Ready", "True").test(named("sender"))).isTrue();
    }
}
