package dev.davit.operator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.lambda.alias.AliasController;
import dev.davit.operator.lambda.function.FunctionController;
import dev.davit.operator.lambda.version.VersionController;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A function that publishes by itself: function, version and alias together. */
@WithApiServer
class PublishingIT {
    private static final Duration SOON = Duration.ofSeconds(15);

    private KubernetesClient client;
    private String namespace;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("publishing");
        operator = RunningOperator.start(client, PublishingIT::reconcilers);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private static List<Reconciler<?>> reconcilers(KubernetesClient client) {
        return List.of(FunctionController.of(client), VersionController.of(client), AliasController.of(client));
    }

    private void create(Consumer<FunctionSpec> more) {
        Function function = new Function();
        function.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace(namespace)
                .build());
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        more.accept(function.getSpec());
        client.resource(function).create();
    }

    /** As every client does: again, when the operator's status came in between. */
    private void edit(Consumer<FunctionSpec> change) {
        Awaitility.await()
                .ignoreExceptionsMatching(
                        e -> e instanceof KubernetesClientException conflict && conflict.getCode() == 409)
                .until(() -> client.resources(Function.class)
                                .inNamespace(namespace)
                                .withName("hello")
                                .edit(found -> {
                                    change.accept(found.getSpec());
                                    return found;
                                })
                        != null);
    }

    /** The content of that tag works, as its pool would say. */
    private void works(String tag) {
        FunctionRevision revision = await(
                () -> client.resources(FunctionRevision.class).inNamespace(namespace).list().getItems().stream()
                        .filter(found -> found.getSpec().version == null
                                && found.getSpec().imageURI.endsWith(":" + tag))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
        revision.setStatus(new FunctionRevisionStatus());
        revision.getStatus().observedGeneration = 1L;
        revision.getStatus().conditions = List.of(new ConditionBuilder()
                .withType(ConditionSet.READY)
                .withStatus("True")
                .withReason("Ready")
                .withMessage("")
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-11-23T10:00:00Z")
                .build());
        client.resource(revision).subresource("status").patch();
    }

    private static <T> T await(Callable<T> asked, Predicate<T> there) {
        return Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(asked, there::test);
    }

    private List<Version> versions() {
        return client.resources(Version.class).inNamespace(namespace).list().getItems();
    }

    private Version published(String number) {
        return await(this::versions, found -> found.stream().anyMatch(v -> is(v, number))).stream()
                .filter(v -> is(v, number))
                .findFirst()
                .orElseThrow();
    }

    private static boolean is(Version version, String number) {
        return version.getStatus() != null
                && number.equals(version.getStatus().version)
                && Conditions.isTrue(version.getStatus().conditions, "Ready");
    }

    private void alias(String version) {
        Alias alias = new Alias();
        alias.setMetadata(new ObjectMetaBuilder()
                .withName("live")
                .withNamespace(namespace)
                .build());
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = version;
        client.resource(alias).create();
    }

    private void pointsAt(String number) {
        await(
                () -> client.resources(Alias.class)
                        .inNamespace(namespace)
                        .withName("live")
                        .get(),
                alias -> alias.getStatus() != null
                        && number.equals(alias.getStatus().functionVersion)
                        && Conditions.isTrue(alias.getStatus().conditions, "Ready"));
    }

    @Test
    void everyContentThatWorksIsAVersionAndTheAliasFollows() {
        create(spec -> spec.publish = true);
        alias("$LATEST.PUBLISHED");
        assertThat(versions()).as("nothing works yet").isEmpty();
        works("1");
        Version first = published("1");
        pointsAt("1");
        assertThat(first.getMetadata().getLabels())
                .containsEntry(Labels.MANAGED_BY, Labels.DAVIT)
                .containsEntry(Labels.FUNCTION, "hello");
        assertThat(Owners.owns(
                        client.resources(Function.class)
                                .inNamespace(namespace)
                                .withName("hello")
                                .get(),
                        first))
                .isTrue();
        edit(spec -> spec.code.imageURI = "registry.example/hello:2");
        works("2");
        published("2");
        pointsAt("2");
        edit(spec -> spec.code.imageURI = "registry.example/hello:1");
        works("1");
        published("3");
        pointsAt("3");
        edit(spec -> spec.description = "the same content");
        operator.settle();
        assertThat(versions()).hasSize(3);
    }

    @Test
    void versionsBeyondTheLimitGoButNotThoseThatAnAliasNamesNorOnesMadeByHand() {
        create(spec -> {
            spec.publish = true;
            spec.timeout = 1;
        });
        Version byHand = new Version();
        byHand.setMetadata(new ObjectMetaBuilder()
                .withName("by-hand")
                .withNamespace(namespace)
                .build());
        byHand.getSpec().functionName = "hello";
        for (int i = 1; i <= 4; i++) {
            String tag = String.valueOf(i);
            edit(spec -> spec.code.imageURI = "registry.example/hello:" + tag);
            works(tag);
            published(tag);
        }
        edit(spec -> {
            spec.publish = false;
            spec.code.imageURI = "registry.example/hello:5";
        });
        works("5");
        client.resource(byHand).create();
        published("5");
        alias("1");
        pointsAt("1");
        edit(spec -> spec.versionHistoryLimit = 2);
        Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(versions())
                .extracting(v -> v.getStatus().version)
                .containsExactlyInAnyOrder("1", "3", "4", "5"));
        operator.settle();
        assertThat(versions()).hasSize(4);
        assertThat(operator.writes())
                .filteredOn(write -> write.startsWith("DELETE") && write.contains(namespace + "/versions"))
                .hasSize(1);
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        create(spec -> {
            spec.publish = true;
            spec.versionHistoryLimit = 1;
        });
        alias("$LATEST.PUBLISHED");
        works("1");
        published("1");
        pointsAt("1");
        operator.settle();
        operator.close();
        operator = RunningOperator.start(client, PublishingIT::reconcilers);
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(Instant.parse(client.resources(Alias.class)
                        .inNamespace(namespace)
                        .withName("live")
                        .get()
                        .getStatus()
                        .functionVersionSince))
                .isBefore(Instant.now().plusSeconds(1));
    }
}
