package dev.davit.operator.lambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.Runtime;
import dev.davit.api.lambda.v1alpha1.CodeArchive;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.code.CodeSettings;
import dev.davit.operator.config.Installation;
import dev.davit.operator.kernel.Conditions;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import dev.davit.transfer.Hashes;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of strangers, as a user sees what becomes of them. */
@WithApiServer
class CodeArchiveIT {

    private static Artifacts artifacts;
    private static KubernetesClient client;
    private static RunningOperator operator;
    private static String namespace;
    private static int number;

    @BeforeAll
    static void start(ApiServer server) {
        artifacts = new Artifacts();
        client = server.client();
        namespace = server.newNamespace("archive");
        if (client.resources(Runtime.class).withName("python3.11").get() == null) {
            Runtime runtime = new Runtime();
            runtime.setMetadata(new ObjectMetaBuilder().withName("python3.11").build());
            runtime.getSpec().imageURI = "registry.example/python:1";
            client.resource(runtime).create();
        }
        operator = startOperator();
    }

    private static RunningOperator startOperator() {
        return RunningOperator.start(
                client,
                c -> List.of(new FunctionReconciler(
                        new RunningOperator.Config("davit-system"),
                        Clock.systemUTC(),
                        RunningOperator.events(c),
                        CodeSettings.archives(
                                new Artifacts.Settings(Optional.of(artifacts.address())), Clock.systemUTC()),
                        new Installation(c, new RunningOperator.Config("davit-system")).placement())));
    }

    @AfterAll
    static void stop() {
        operator.close();
        artifacts.close();
    }

    private static Function function(Consumer<FunctionCode> code) {
        Function function = new Function();
        function.setMetadata(new ObjectMetaBuilder()
                .withName("f" + number++)
                .withNamespace(namespace)
                .build());
        function.getSpec().runtime = "python3.11";
        function.getSpec().handler = "app.handler";
        function.getSpec().code = new FunctionCode();
        code.accept(function.getSpec().code);
        return client.resource(function).create();
    }

    private static Function archive(String url, String sha256) {
        return function(code -> {
            code.archive = new CodeArchive();
            code.archive.url = url;
            code.archive.sha256 = sha256;
        });
    }

    private static Condition accepted(Function function, String status) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Optional.ofNullable(
                                        client.resource(function).get().getStatus())
                                .flatMap(s -> Conditions.find(s.conditions, "Accepted"))
                                .orElse(null),
                        condition -> condition != null && status.equals(condition.getStatus()));
    }

    private static FunctionRevision revision(Function function) {
        accepted(function, "True");
        return client.resources(FunctionRevision.class).inNamespace(namespace).list().getItems().stream()
                .filter(revision -> revision.getSpec()
                        .functionName
                        .equals(function.getMetadata().getName()))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> badArchives() {
        byte[] good = Artifacts.zip("app.py");
        return Stream.of(
                bad(
                        "traversal",
                        () -> Artifacts.zip("app.py", "../../etc/cron.d/x"),
                        "CodeUnsafe",
                        "leaves the code folder"),
                bad("absolute", () -> Artifacts.zip("/etc/passwd"), "CodeUnsafe", "absolute path"),
                bad("symlink", Artifacts::symbolicLink, "CodeUnsafe", "is a symbolic link"),
                bad("hardlink", Artifacts::hardLink, "CodeUnsafe", "is a hard link"),
                bad(
                        "bomb",
                        () -> Artifacts.zeros(600_000_000),
                        "CodeTooLarge",
                        "Unzipped size must be smaller than 262144000 bytes"),
                bad("huge", () -> good, "CodeTooLarge", "52,428,800 bytes"),
                bad("entries", Artifacts::manyEntries, "CodeTooLarge", "at most 20,000 are taken"),
                bad("wronghash", () -> good, "CodeHashMismatch", "has the SHA-256 " + Hashes.of(good)),
                bad("truncated", () -> Arrays.copyOf(good, good.length - 30), "CodeInvalid", "it is truncated"),
                bad("nozip", () -> "<html>Sign in</html>".getBytes(), "CodeInvalid", "not a zip archive"));
    }

    private static Arguments bad(String name, Supplier<byte[]> archive, String reason, String words) {
        return Arguments.of(name, archive, reason, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badArchives")
    void refusesABadArchiveWithTheReason(String name, Supplier<byte[]> archive, String reason, String words) {
        byte[] bytes = archive.get();
        String url = artifacts.serve("/" + name, bytes);
        Function function = archive(url, name.equals("wronghash") ? "0".repeat(64) : Hashes.of(bytes));
        Condition refused = accepted(function, "False");
        assertThat(refused.getReason()).isEqualTo(reason);
        assertThat(refused.getMessage()).contains(words);
        Function told = client.resource(function).get();
        assertThat(told.getStatus().state).isEqualTo("Failed");
        assertThat(Conditions.isTrue(told.getStatus().conditions, "Stalled")).isTrue();
        assertThat(told.getStatus().revision).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.2/code.zip, a loopback address",
        "http://localhost/code.zip, a name without a domain",
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/, link-local",
        "http://[fd00:ec2::254]/latest/meta-data/, a private address",
        "http://10.96.0.1:443/api, a private address",
        "http://[::ffff:192.168.0.1]/code.zip, a private address",
        "https://kubernetes.default.svc/api, a name of the cluster",
        "http://davit-gateway.davit-system.svc.cluster.local:9001/, a name of the cluster",
        "http://metadata.google.internal/computeMetadata/v1/, a name of the cluster or of a private network",
        "http://user:secret@example.org/code.zip, a user name or password",
        "http://[fe80::1]/code.zip, a link-local address",
        "http://100.64.0.1/code.zip, a carrier",
    })
    void refusesToFetchFromInsideWithTheReason(String url, String words) {
        Condition refused = accepted(archive(url, "0".repeat(64)), "False");
        assertThat(refused.getReason()).isEqualTo("CodeAddressRefused");
        assertThat(refused.getMessage())
                .contains(words)
                .contains("code.allowedHosts")
                .doesNotContain("secret");
    }

    @Test
    void pinsAGoodArchiveAndFetchesItOnce() {
        byte[] good = Artifacts.zip("app.py", "lib/more.py");
        Function function = archive(artifacts.serve("/good.zip", good), Hashes.of(good));
        FunctionRevision revision = revision(function);
        assertThat(revision.getSpec().code.archive.size).isEqualTo(good.length);
        assertThat(revision.getSpec().code.archive.unzippedSize).isEqualTo(54);
        assertThat(revision.getSpec().codeSHA256).isEqualTo(Hashes.base64(Hashes.of(good)));
        assertThat(revision.getSpec().codeSize).isEqualTo(good.length);
        operator.settle();
        int fetched = artifacts.requests.get();
        operator.close();
        operator = startOperator();
        client.resource(client.resource(function).get()).edit(f -> {
            f.getSpec().timeout = 9;
            return f;
        });
        await().until(() -> client.resources(FunctionRevision.class).inNamespace(namespace).list().getItems().stream()
                .anyMatch(r -> r.getSpec().timeout == 9));
        operator.settle();
        assertThat(artifacts.requests).hasValue(fetched);
    }

    @Test
    void takesAnArchiveThatComesLater() {
        byte[] good = Artifacts.zip("app.py");
        Function function = archive(artifacts.address() + "/later.zip", Hashes.of(good));
        Condition waiting = await().atMost(Duration.ofSeconds(20))
                .until(() -> accepted(function, "Unknown"), c -> c.getReason().equals("CodeUnavailable"));
        assertThat(waiting.getMessage()).contains("answered with status 404");
        artifacts.serve("/later.zip", good);
        assertThat(revision(function).getSpec().codeSize).isEqualTo(good.length);
    }

    @Test
    void takesAnArchiveFromTheManifestItself() {
        byte[] good = Artifacts.zip("app.py");
        Function function = function(code -> code.zipFile = Base64.getEncoder().encodeToString(good));
        FunctionRevision revision = revision(function);
        assertThat(revision.getSpec().code.archive.zipFile)
                .isEqualTo(Base64.getEncoder().encodeToString(good));
        assertThat(revision.getSpec().code.archive.sha256).isEqualTo(Hashes.of(good));
        Condition refused = accepted(function(code -> code.zipFile = "no base64!"), "False");
        assertThat(refused.getReason()).isEqualTo("CodeInvalid");
        assertThat(refused.getMessage()).contains("not in base64");
    }

    @Test
    void pinsWhatItFindsInABucket() {
        byte[] good = Artifacts.zip("app.py");
        artifacts.serve("/bucket/dir/code.zip", good);
        Function function = function(code -> {
            code.s3Bucket = "bucket";
            code.s3Key = "dir/code.zip";
        });
        FunctionRevision revision = revision(function);
        assertThat(revision.getSpec().code.archive.sha256).isEqualTo(Hashes.of(good));
        assertThat(revision.getSpec().code.archive.s3Key).isEqualTo("dir/code.zip");
        Condition refused = accepted(
                function(code -> {
                    code.s3Bucket = "bucket";
                    code.s3Key = "dir/code.zip";
                    code.sha256 = Hashes.base64("0".repeat(64));
                }),
                "False");
        assertThat(refused.getReason()).isEqualTo("CodeHashMismatch");
    }
}
