package dev.davit.operator.lambda.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Owners;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApiServer
class VersionReconcilerIT {
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
                c -> List.of(new VersionReconciler(
                        new RunningOperator.Config("davit-system"), Clock.systemUTC(), RunningOperator.events(c))));
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @BeforeEach
    void newNamespace() {
        namespace = server.newNamespace("version");
    }

    private void function(String revision) {
        if (client.resources(Function.class)
                        .inNamespace(namespace)
                        .withName("hello")
                        .get()
                == null) {
            Function function = new Function();
            function.setMetadata(new ObjectMetaBuilder()
                    .withName("hello")
                    .withNamespace(namespace)
                    .build());
            function.getSpec().code = new FunctionCode();
            function.getSpec().code.imageURI = "registry.example/hello:1";
            client.resource(function).create();
        }
        revision(revision);
        client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .editStatus(found -> {
                    FunctionStatus status = found.getStatus();
                    status.observedGeneration = found.getMetadata().getGeneration();
                    status.revision = revision;
                    status.codeSHA256 = "sha-" + revision;
                    status.conditions = List.of(new ConditionBuilder()
                            .withType(ConditionSet.READY)
                            .withStatus("True")
                            .withReason("Ready")
                            .withMessage("")
                            .withObservedGeneration(found.getMetadata().getGeneration())
                            .withLastTransitionTime("2026-11-23T10:00:00Z")
                            .build());
                    return found;
                });
    }

    private void revision(String name) {
        FunctionRevision revision = new FunctionRevision();
        revision.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        var spec = revision.getSpec();
        spec.functionName = "hello";
        spec.imageURI = "registry.example/hello:1";
        spec.memorySize = 128;
        spec.timeout = 3;
        spec.ephemeralStorageSize = 512;
        spec.codeSHA256 = "x";
        spec.codeSize = 0L;
        spec.environmentPool = name;
        client.resource(revision).create();
    }

    private void version(String name, Consumer<Version> more) {
        Version version = new Version();
        version.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        version.getSpec().functionName = "hello";
        more.accept(version);
        client.resource(version).create();
    }

    private Version until(String name, Predicate<Version> there) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(Version.class)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found.getStatus() != null && there.test(found));
    }

    private static Predicate<Version> published() {
        return version -> Conditions.isTrue(version.getStatus().conditions, "Ready");
    }

    @Test
    void waitsForTheFunctionAndPublishesWhatItRuns() {
        version("v1", v -> {});
        Version waiting = until(
                "v1", v -> Conditions.find(v.getStatus().conditions, "Ready").isPresent());
        assertThat(Conditions.find(waiting.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("FunctionNotFound"));
        function("hello-r1");
        Version published = until("v1", published());
        assertThat(published.getStatus().version).isEqualTo("1");
        assertThat(published.getStatus().publishedFrom).isEqualTo("hello-r1");
        FunctionRevision own = revisionOf(published);
        assertThat(own.getSpec().version).isEqualTo("1");
        assertThat(own.getSpec().environmentPool).isEqualTo(own.getMetadata().getName());
        assertThat(own.getSpec().imageURI).isEqualTo("registry.example/hello:1");
        assertThat(Owners.owns(published, own)).isTrue();
        assertThat(published.getStatus().codeSHA256).isEqualTo("sha-hello-r1");
        assertThat(published.getStatus().ackResourceMetadata.arn).endsWith(":function:hello:1");
        assertThat(lastPublished()).isEqualTo(1);
    }

    private FunctionRevision revisionOf(Version version) {
        return client.resources(FunctionRevision.class)
                .inNamespace(namespace)
                .withName(version.getStatus().revision)
                .get();
    }

    private Long lastPublished() {
        return client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .get()
                .getStatus()
                .lastPublishedVersion;
    }

    @Test
    void keepsItsRevisionWhenTheFunctionMovesOnAndCountsUp() {
        function("hello-r1");
        version("v1", v -> {});
        until("v1", published());
        function("hello-r2");
        version("v2", v -> {});
        assertThat(until("v2", published()).getStatus().version).isEqualTo("2");
        assertThat(until("v1", published()).getStatus().publishedFrom).isEqualTo("hello-r1");
        client.resources(Version.class).inNamespace(namespace).withName("v2").delete();
        function("hello-r3");
        version("v3", v -> {});
        assertThat(until("v3", published()).getStatus().version).isEqualTo("3");
    }

    @Test
    void givesTheLatestNumberAgainWhenNothingChangedSince() {
        function("hello-r1");
        version("v1", v -> {});
        until("v1", published());
        version("again", v -> {});
        Version again = until("again", published());
        assertThat(again.getStatus().version).isEqualTo("1");
        assertThat(again.getStatus().revision)
                .isEqualTo(until("v1", published()).getStatus().revision);
        assertThat(Owners.owns(again, revisionOf(again))).isTrue();
    }

    @Test
    void takesTheNumberItHadWhenItCouldNotTellOfIt() {
        function("hello-r1");
        version("v1", v -> {});
        Version first = until("v1", published());
        operator.close();
        client.resources(Version.class).inNamespace(namespace).withName("v1").editStatus(v -> {
            v.setStatus(new VersionStatus());
            return v;
        });
        operator = start();
        Version told = until("v1", published());
        assertThat(told.getStatus().version).isEqualTo("1");
        assertThat(told.getStatus().revision).isEqualTo(first.getStatus().revision);
        assertThat(lastPublished()).isEqualTo(1);
    }

    /** As on AWS: what is published already is not published again, however close together they come. */
    @Test
    void givesVersionsOfOneContentThatAreMadeAtOnceOneNumber() {
        version("early-0", v -> {});
        version("early-1", v -> {});
        function("hello-r1");
        List<String> names = IntStream.range(0, 6).mapToObj(i -> "v-" + i).toList();
        names.parallelStream().forEach(name -> version(name, v -> {}));
        assertThat(Stream.concat(Stream.of("early-0", "early-1"), names.stream())
                        .map(name -> until(name, published()).getStatus())
                        .map(status -> status.version + " " + status.revision)
                        .distinct())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("1 "));
        assertThat(lastPublished()).isEqualTo(1);
    }

    @Test
    void refusesWhenTheCodeIsAnother() {
        function("hello-r1");
        version("v1", v -> v.getSpec().codeSHA256 = "c29tZXRoaW5nIGVsc2UgdGhhdCBpcyA0NCBjaGFyYWN0ZXJz");
        Version refused = until("v1", v -> Conditions.isTrue(v.getStatus().conditions, "Stalled"));
        assertThat(Conditions.find(refused.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("CodeChanged"));
        assertThat(refused.getStatus().version).isNull();
    }

    private void pool(String revision, int allocated, int available, String failure) {
        ProvisionedEnvironments environments = new ProvisionedEnvironments();
        environments.revision = revision;
        environments.requested = 2;
        environments.allocated = allocated;
        environments.available = available;
        environments.failure = failure;
        var pools = client.resources(EnvironmentPool.class).inNamespace(namespace);
        if (pools.withName("pool").get() == null) {
            EnvironmentPool pool = new EnvironmentPool();
            pool.setMetadata(new ObjectMetaBuilder()
                    .withName("pool")
                    .withNamespace(namespace)
                    .build());
            pool.getSpec().functionRevision = revision;
            pool.getSpec().provisioned = List.of(environments);
            client.resource(pool).create();
        } else {
            pools.withName("pool").edit(found -> {
                found.getSpec().provisioned = List.of(environments);
                return found;
            });
        }
    }

    private static Consumer<Version> provisioning(int executions) {
        return version -> {
            version.getSpec().provisionedConcurrencyConfig = new ProvisionedConcurrencyConfig();
            version.getSpec().provisionedConcurrencyConfig.provisionedConcurrentExecutions = executions;
        };
    }

    private static Predicate<Version> provisioned(String status) {
        return version -> version.getStatus().provisionedConcurrency != null
                && status.equals(version.getStatus().provisionedConcurrency.status);
    }

    @Test
    void tellsHowFarItsProvisionedEnvironmentsAreAndCountsTogether() {
        function("hello-r1");
        version("v1", provisioning(2));
        Version granted = until("v1", provisioned("IN_PROGRESS"));
        assertThat(granted.getStatus().provisionedConcurrency.requestedProvisionedConcurrentExecutions)
                .isEqualTo(2);
        assertThat(Conditions.find(granted.getStatus().conditions, "Ready"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("Provisioning"));
        String revision = granted.getStatus().revision;
        operator.settle();
        int before = statusWrites();
        for (int i = 0; i < 10; i++) {
            pool(revision, 2, i % 2, null);
        }
        operator.settle();
        assertThat(statusWrites()).as("counts are gathered").isEqualTo(before);
        pool(revision, 2, 2, null);
        until("v1", provisioned("READY").and(published()));
        pool(revision, 2, 1, "Runtime.ImportModuleError: no module x");
        Version failed = until("v1", provisioned("FAILED"));
        assertThat(failed.getStatus().provisionedConcurrency.statusReason).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(Conditions.find(failed.getStatus().conditions, "Provisioned"))
                .hasValueSatisfying(c -> assertThat(c.getMessage()).contains("no module x"));
    }

    private int statusWrites() {
        return (int) operator.writes().stream()
                .filter(write -> write.contains(namespace) && write.endsWith("/versions/v1/status"))
                .count();
    }

    @Test
    void grantsWhatWasRefusedOnceTheFunctionReservesMore() {
        function("hello-r1");
        reserve(1);
        version("v1", provisioning(2));
        Version refused = until("v1", v -> Conditions.isTrue(v.getStatus().conditions, "Stalled"));
        assertThat(Conditions.find(refused.getStatus().conditions, "Provisioned"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("ReservedConcurrencyExceeded"));
        assertThat(refused.getStatus().version).as("it can be called").isEqualTo("1");
        assertThat(refused.getStatus().provisionedConcurrency).isNull();
        reserve(2);
        until("v1", provisioned("IN_PROGRESS"));
    }

    @Test
    void refusesMoreThanTheNamespaceCanSpareAndGrantsTheLargestNumberThatItNames() {
        function("hello-r1");
        version("v1", provisioning(901));
        Version refused = until("v1", v -> Conditions.isTrue(v.getStatus().conditions, "Stalled"));
        assertThat(Conditions.find(refused.getStatus().conditions, "Provisioned"))
                .hasValueSatisfying(c -> {
                    assertThat(c.getReason()).isEqualTo("ConcurrencyExceeded");
                    assertThat(c.getMessage()).contains("At most 900");
                });
        client.resources(Version.class).inNamespace(namespace).withName("v1").edit(found -> {
            found.getSpec().provisionedConcurrencyConfig.provisionedConcurrentExecutions = 900;
            return found;
        });
        until("v1", provisioned("IN_PROGRESS"));
    }

    private void reserve(int executions) {
        client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .editStatus(found -> {
                    found.getStatus().reservedConcurrentExecutions = executions;
                    return found;
                });
    }

    @Test
    void writesNothingWhenEverythingIsReconciledAgain() {
        function("hello-r1");
        version("v1", v -> {});
        until("v1", published());
        operator.settle();
        operator.close();
        operator = start();
        operator.settle();
        assertThat(operator.writes()).noneMatch(write -> write.contains(namespace));
    }
}
