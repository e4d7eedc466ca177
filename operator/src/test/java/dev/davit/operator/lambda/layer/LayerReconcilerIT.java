package dev.davit.operator.lambda.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.Accounts;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.LayerContent;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.code.CodeSettings;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Owners;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class LayerReconcilerIT {
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
                c -> List.of(new LayerReconciler(
                        new RunningOperator.Config("davit-system"),
                        Clock.systemUTC(),
                        RunningOperator.events(c),
                        CodeSettings.archives(new NoNetwork(), Clock.systemUTC()))));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("layer");
    }

    private LayerVersion layer(String name, String layerName, byte[] zip) {
        LayerVersion layer = new LayerVersion();
        layer.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        layer.getSpec().layerName = layerName;
        layer.getSpec().content = new LayerContent();
        layer.getSpec().content.zipFile = Base64.getEncoder().encodeToString(zip);
        return client.resource(layer).create();
    }

    private static byte[] zip(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(new byte[100]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static LayerVersion until(LayerVersion layer, String ready) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> client.resource(layer).get(),
                        now -> now.getStatus() != null
                                && Conditions.find(now.getStatus().conditions, "Ready")
                                        .filter(c -> ready.equals(c.getStatus()))
                                        .isPresent());
    }

    @Test
    void givesALayerItsNumberAndArn() {
        LayerVersion made = until(layer("numpy-a", "numpy", zip("python/numpy.py")), "True");
        assertThat(made.getStatus().versionNumber).isEqualTo(1);
        assertThat(made.getStatus().layerVersionARN)
                .isEqualTo("arn:aws:lambda:us-east-1:" + Accounts.of(namespace) + ":layer:numpy:1");
        assertThat(made.getStatus().unzippedSize).isEqualTo(100);
        assertThat(made.getStatus().codeSHA256).hasSize(44);
    }

    @Test
    void numbersEveryVersionOnceHoweverManyComeAtOnce() {
        List<LayerVersion> made = IntStream.range(0, 8)
                .mapToObj(i -> layer("many-" + i, "many", zip("f" + i)))
                .toList();
        LayerVersion other = layer("other", "other", zip("g"));
        assertThat(made.stream().map(layer -> until(layer, "True").getStatus().versionNumber))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 8).boxed().toList());
        assertThat(until(other, "True").getStatus().versionNumber).isEqualTo(1);
    }

    @Test
    void aNumberThatAFunctionRunsIsNoOtherContentsWhileTheFunctionIsThere() {
        byte[] content = zip("one");
        LayerVersion first = until(layer("one", "used", content), "True");
        Function function = function();
        run(function, first);
        client.resource(first).delete();

        LayerVersion other = until(layer("two", "used", zip("two")), "True");
        assertThat(other.getStatus().versionNumber).isEqualTo(2);
        LayerVersion again = until(layer("one", "used", content), "True");
        assertThat(again.getStatus().layerVersionARN).isEqualTo(first.getStatus().layerVersionARN);

        client.resource(function).delete(); // nobody collects its revision here
        client.resource(again).delete();
        client.resource(other).delete();
        assertThat(until(layer("three", "used", zip("three")), "True").getStatus().versionNumber)
                .isEqualTo(1);
    }

    private Function function() {
        Function function = new Function();
        function.setMetadata(new ObjectMetaBuilder()
                .withName("user")
                .withNamespace(namespace)
                .build());
        function.getSpec().name = "user";
        function.getSpec().runtime = "python3.11";
        function.getSpec().handler = "app.handler";
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.inline = Map.of("app.py", "x");
        return client.resource(function).create();
    }

    private void run(Function function, LayerVersion layer) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(new ObjectMetaBuilder()
                .withName("user-1")
                .withNamespace(namespace)
                .withOwnerReferences(Owners.controller(function))
                .build());
        revision.getSpec().functionName = "user";
        revision.getSpec().memorySize = 128;
        revision.getSpec().timeout = 3;
        RevisionLayer held = new RevisionLayer();
        held.arn = layer.getStatus().layerVersionARN;
        held.archive = new RevisionArchive();
        held.archive.layerVersion = layer.getMetadata().getName();
        held.archive.sha256 = HexFormat.of().formatHex(Base64.getDecoder().decode(layer.getStatus().codeSHA256));
        revision.getSpec().layers = List.of(held);
        client.resource(revision).create();
    }

    @Test
    void refusesABadArchiveWithoutSpendingANumber() {
        LayerVersion bad = until(layer("bad", "numpy", zip("../evil")), "False");
        assertThat(bad.getStatus().versionNumber).isNull();
        assertThat(Conditions.find(bad.getStatus().conditions, "Accepted")).hasValueSatisfying(c -> {
            assertThat(c.getReason()).isEqualTo("CodeUnsafe");
            assertThat(c.getMessage()).contains("leaves the code folder");
        });
        assertThat(until(layer("good", "numpy", zip("fine")), "True").getStatus().versionNumber)
                .isEqualTo(1);
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        LayerVersion made = until(layer("twice", "twice", zip("a")), "True");
        operator.settle();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
        assertThat(RunningOperator.version(client.resource(made).get())).isEqualTo(RunningOperator.version(made));
        assertThat(client.resources(FunctionRevision.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .isEmpty();
    }
}
