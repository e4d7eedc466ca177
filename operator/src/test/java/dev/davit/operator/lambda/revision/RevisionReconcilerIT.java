package dev.davit.operator.lambda.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionCode;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.LayerContent;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class RevisionReconcilerIT {
    private static final String RUNTIME = "python3.12";
    private static ApiServer server;
    private static KubernetesClient client;
    private static RunningOperator operator;

    private String namespace;

    @BeforeAll
    static void start(ApiServer given) {
        server = given;
        client = given.client();
        Runtime runtime = new Runtime();
        runtime.setMetadata(new ObjectMetaBuilder().withName(RUNTIME).build());
        runtime.getSpec().imageURI = "registry.example/python:1";
        runtime.getSpec().warm = 2;
        client.resource(runtime).create();
        operator = start();
    }

    private static RunningOperator start() {
        return RunningOperator.start(client, c -> List.of(new RevisionReconciler(Clock.systemUTC())));
    }

    @AfterAll
    static void stop() {
        operator.close();
        client.resources(Runtime.class).withName(RUNTIME).delete();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("revision");
    }

    private FunctionRevision revision(String name, String pool) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        var spec = revision.getSpec();
        spec.functionName = "hello";
        spec.memorySize = 128;
        spec.timeout = 3;
        spec.ephemeralStorageSize = 512;
        spec.codeSHA256 = "x";
        spec.codeSize = 1L;
        spec.environmentPool = pool;
        return revision;
    }

    private FunctionRevision managed(String name) {
        FunctionRevision revision = revision(name, "python312-128-x");
        revision.getSpec().runtime = RUNTIME;
        revision.getSpec().handler = "app.handler";
        revision.getSpec().code = new RevisionCode();
        revision.getSpec().code.inline = Map.of("app.py", "x");
        return revision;
    }

    private EnvironmentPool pool(String name) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> client.resources(EnvironmentPool.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found != null);
    }

    private void untilReady(String name, String status) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            var found = client.resources(FunctionRevision.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get()
                    .getStatus();
            return found != null
                    && Conditions.find(found.conditions, ConditionSet.READY)
                            .filter(c -> status.equals(c.getStatus()))
                            .isPresent();
        });
    }

    private void say(EnvironmentPool pool, String status, String reason) {
        client.resources(EnvironmentPool.class)
                .inNamespace(namespace)
                .withName(pool.getMetadata().getName())
                .editStatus(found -> {
                    found.setStatus(new EnvironmentPoolStatus());
                    found.getStatus().observedGeneration = 1L;
                    found.getStatus().conditions = List.of(new ConditionBuilder()
                            .withType(ConditionSet.READY)
                            .withStatus(status)
                            .withReason(reason)
                            .withMessage("so it is")
                            .withObservedGeneration(1L)
                            .withLastTransitionTime("2026-11-23T10:00:00Z")
                            .build());
                    return found;
                });
    }

    @Test
    void givesAnImageRevisionAPoolOfItsOwnAndRepeatsWhatItSays() {
        FunctionRevision revision = revision("img-r1", "img-r1");
        revision.getSpec().imageURI = "registry.example/img:1";
        client.resource(revision).create();
        EnvironmentPool pool = pool("img-r1");
        assertThat(pool.getSpec().functionRevision).isEqualTo("img-r1");
        assertThat(pool.getSpec().initial).isEqualTo(1);
        assertThat(pool.getMetadata().getOwnerReferences()).isEmpty();
        assertThat(pool.getMetadata().getLabels()).containsKey(Labels.REVISION_UID);
        say(pool, "False", "ImagePullFailed");
        untilReady("img-r1", "False");
        say(pool, "True", "Ready");
        untilReady("img-r1", "True");
    }

    @Test
    void sharesOnePoolAmongTheRevisionsOfAClassAndNamesNoneAsItsOwner() {
        List<String> names = List.of("a-r1", "b-r1", "c-r1", "d-r1", "e-r1");
        names.parallelStream().forEach(name -> client.resource(managed(name)).create());
        EnvironmentPool pool = pool("python312-128-x");
        say(pool, "True", "Ready");
        names.forEach(name -> untilReady(name, "True"));
        assertThat(pool("python312-128-x").getMetadata().getOwnerReferences()).isEmpty();
        assertThat(pool("python312-128-x").getSpec().warm).isEqualTo(2);
    }

    @Test
    void carriesAChangedRuntimeIntoThePoolAndLeavesTheGatewaysFieldsAlone() {
        client.resource(managed("a-r1")).create();
        EnvironmentPool pool = pool("python312-128-x");
        client.resource(pool).edit(p -> {
            p.getSpec().replicas = 7;
            return p;
        });
        try {
            warm(5);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(pool("python312-128-x").getSpec().warm).isEqualTo(5));
            assertThat(pool("python312-128-x").getSpec().replicas).isEqualTo(7);
        } finally {
            warm(2);
        }
    }

    private static void warm(int number) {
        client.resources(Runtime.class).withName(RUNTIME).edit(runtime -> {
            runtime.getSpec().warm = number;
            return runtime;
        });
    }

    @Test
    void makesAPoolAgainThatSomebodyDeleted() {
        client.resource(managed("a-r1")).create();
        EnvironmentPool first = pool("python312-128-x");
        client.resource(first).delete();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        pool("python312-128-x").getMetadata().getUid())
                .isNotEqualTo(first.getMetadata().getUid()));
    }

    @Test
    void replacesThePoolOfADeletedRevisionOfTheSameName() {
        EnvironmentPool old = poolOf(image(function("first")));
        client.resource(image(function("second"))).create();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(pool("img-r1").getMetadata().getUid())
                        .isNotEqualTo(old.getMetadata().getUid()));
    }

    /** A function that is just being deleted may make its revision once more, when that is collected before the function is known to be gone. */
    @Test
    void leavesThePoolOfADeletedRevisionToItsCallsWhenNobodyNeedsItsName() {
        Function function = function("going");
        EnvironmentPool old = poolOf(image(function));
        client.resource(function).delete();
        client.resource(image(function)).create();
        untilReady("img-r1", "Unknown");
        operator.settle();
        assertThat(pool("img-r1").getMetadata().getUid())
                .isEqualTo(old.getMetadata().getUid());
    }

    private EnvironmentPool poolOf(FunctionRevision revision) {
        client.resource(revision).create();
        EnvironmentPool pool = pool("img-r1");
        say(pool, "True", "Ready");
        untilReady("img-r1", "True");
        client.resource(revision).delete();
        return pool;
    }

    private FunctionRevision image(Function owner) {
        FunctionRevision revision = revision("img-r1", "img-r1");
        revision.getMetadata().setOwnerReferences(List.of(Owners.controller(owner)));
        revision.getSpec().imageURI = "registry.example/img:1";
        return revision;
    }

    private Function function(String name) {
        Function function = new Function();
        function.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/img:1";
        return client.resource(function).create();
    }

    private LayerVersion layer(String name, String content) {
        LayerVersion layer = new LayerVersion();
        layer.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        layer.getSpec().layerName = "tools";
        layer.getSpec().content = new LayerContent();
        layer.getSpec().content.zipFile = base64(content);
        return client.resource(layer).create();
    }

    private FunctionRevision layered(String name, String layerVersion, String content) {
        FunctionRevision revision = managed(name);
        RevisionLayer layer = new RevisionLayer();
        layer.arn = "arn:aws:lambda:us-east-1:123456789012:layer:tools:1";
        layer.archive = new RevisionArchive();
        layer.archive.layerVersion = layerVersion;
        layer.archive.sha256 = sha256(content);
        revision.getSpec().layers = List.of(layer);
        return client.resource(revision).create();
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String content) {
        return HexFormat.of().formatHex(Names.sha256(content.getBytes(StandardCharsets.UTF_8)));
    }

    private List<ControllerRevision> copies() {
        return client.apps().controllerRevisions().inNamespace(namespace).list().getItems();
    }

    private void untilKeptFor(FunctionRevision... revisions) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(copies()).singleElement().satisfies(copy -> assertThat(
                                copy.getMetadata().getOwnerReferences())
                        .extracting(OwnerReference::getUid)
                        .containsExactlyInAnyOrder(Stream.of(revisions)
                                .map(revision -> revision.getMetadata().getUid())
                                .toArray(String[]::new))));
    }

    @Test
    void keepsTheArchiveOfALayerVersionForAllRevisionsThatUseIt() {
        LayerVersion tools = layer("tools-1", "zip");
        FunctionRevision first = layered("a-r1", "tools-1", "zip");
        untilKeptFor(first);
        client.resource(tools).delete();
        layer("tools-1", "another"); // of the same name
        FunctionRevision second = layered("b-r1", "tools-1", "zip");
        untilKeptFor(first, second);
        ControllerRevision copy = copies().getFirst();
        assertThat(copy.getMetadata().getName()).isEqualTo("layer-" + sha256("zip"));
        assertThat(copy.getData()).extracting("value").isEqualTo(Map.of("zipFile", base64("zip")));
    }

    @Test
    void keepsALayerAgainWhoseCopySomebodyDeleted() {
        layer("tools-1", "zip");
        FunctionRevision revision = layered("a-r1", "tools-1", "zip");
        untilKeptFor(revision);
        ControllerRevision first = copies().getFirst();
        client.resource(first).delete();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(copies()).singleElement().satisfies(copy -> assertThat(
                                copy.getMetadata().getUid())
                        .isNotEqualTo(first.getMetadata().getUid())));
    }

    @Test
    void keepsNothingOfALayerVersionThatHasGoneOrIsAnother() {
        layer("tools-1", "another");
        layered("a-r1", "tools-1", "zip");
        layered("b-r1", "tools-2", "zip");
        say(pool("python312-128-x"), "True", "Ready");
        untilReady("a-r1", "True");
        untilReady("b-r1", "True");
        operator.settle();
        assertThat(copies()).isEmpty();
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        layer("tools-1", "zip");
        FunctionRevision first = layered("a-r1", "tools-1", "zip");
        untilKeptFor(first);
        client.resource(managed("b-r1")).create();
        say(pool("python312-128-x"), "True", "Ready");
        untilReady("a-r1", "True");
        untilReady("b-r1", "True");
        operator.settle();
        List<String> before = versions();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        List<HasMetadata> all = new ArrayList<>(client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .list()
                .getItems());
        all.add(pool("python312-128-x"));
        return all.stream().map(RunningOperator::version).toList();
    }
}
