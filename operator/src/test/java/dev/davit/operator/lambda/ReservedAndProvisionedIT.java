package dev.davit.operator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionCode;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.RunningOperator;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.lambda.alias.AliasController;
import dev.davit.operator.lambda.function.FunctionController;
import dev.davit.operator.lambda.version.VersionController;
import dev.davit.testkit.api.ApiServer;
import dev.davit.testkit.api.WithApiServer;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a function reserves and what its versions and aliases provision: whoever brings a contradiction is refused. */
@WithApiServer
class ReservedAndProvisionedIT {
    private KubernetesClient client;
    private String namespace;
    private RunningOperator operator;

    @BeforeEach
    void aPublishedFunctionThatReservesFive(ApiServer server) {
        client = server.client();
        namespace = server.newNamespace("reserved");
        operator = RunningOperator.start(
                client, c -> List.of(FunctionController.of(c), VersionController.of(c), AliasController.of(c)));
        Function function = new Function();
        function.setMetadata(named("hello"));
        function.getSpec().code = new FunctionCode();
        function.getSpec().code.imageURI = "registry.example/hello:1";
        function.getSpec().reservedConcurrentExecutions = 5;
        client.resource(function).create();
        works();
        Version version = new Version();
        version.setMetadata(named("v1"));
        version.getSpec().functionName = "hello";
        version.getSpec().provisionedConcurrencyConfig = asking(3);
        client.resource(version).create();
        until(
                Version.class,
                "v1",
                found -> found.getStatus() != null && granted(found.getStatus().provisionedConcurrency) == 3);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    private ObjectMeta named(String name) {
        return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
    }

    private void works() {
        FunctionRevision revision = Awaitility.await()
                .until(
                        () -> client.resources(FunctionRevision.class)
                                .inNamespace(namespace)
                                .list()
                                .getItems(),
                        found -> !found.isEmpty())
                .getFirst();
        revision.setStatus(new FunctionRevisionStatus());
        revision.getStatus().observedGeneration = 1L;
        revision.getStatus().conditions = List.of(new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("Ready")
                .withMessage("")
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-11-23T10:00:00Z")
                .build());
        client.resource(revision).subresource("status").patch();
    }

    private static ProvisionedConcurrencyConfig asking(int executions) {
        ProvisionedConcurrencyConfig config = new ProvisionedConcurrencyConfig();
        config.provisionedConcurrentExecutions = executions;
        return config;
    }

    private static int granted(ProvisionedConcurrencyStatus status) {
        return status == null ? 0 : status.requestedProvisionedConcurrentExecutions;
    }

    private <T extends CustomResource<?, ?>> T until(Class<T> kind, String name, Predicate<T> there) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> client.resources(kind)
                                .inNamespace(namespace)
                                .withName(name)
                                .get(),
                        found -> found != null && there.test(found));
    }

    private static boolean has(List<Condition> conditions, String type, String reason) {
        return Conditions.find(conditions, type)
                .filter(c -> reason.equals(c.getReason()))
                .isPresent();
    }

    private void reserve(Integer executions) {
        client.resources(Function.class)
                .inNamespace(namespace)
                .withName("hello")
                .edit(found -> {
                    found.getSpec().reservedConcurrentExecutions = executions;
                    return found;
                });
    }

    private void provision(int executions) {
        client.resources(Version.class).inNamespace(namespace).withName("v1").edit(found -> {
            found.getSpec().provisionedConcurrencyConfig = asking(executions);
            return found;
        });
    }

    @Test
    void aFunctionCannotReserveLessThanIsProvisionedUntilLessIs() {
        reserve(2);
        Function refused = until(
                Function.class,
                "hello",
                found -> has(found.getStatus().conditions, "Accepted", "ReservedBelowProvisioned"));
        assertThat(refused.getStatus().reservedConcurrentExecutions)
                .as("what it had stands")
                .isEqualTo(5);
        assertThat(refused.getStatus().revision).as("and it goes on serving").isNotNull();
        assertThat(Conditions.find(refused.getStatus().conditions, "Accepted"))
                .hasValueSatisfying(c -> assertThat(c.getMessage())
                        .startsWith("ReservedConcurrentExecutions 2 should not be lower than function's total"
                                + " provisioned concurrency [3]."));
        provision(1);
        until(
                Function.class,
                "hello",
                found -> Integer.valueOf(2).equals(found.getStatus().reservedConcurrentExecutions)
                        && Conditions.isTrue(found.getStatus().conditions, "Ready"));
    }

    @Test
    void aVersionAndAnAliasCannotProvisionMoreThanIsReservedTogether() {
        provision(6);
        Version refused = until(
                Version.class,
                "v1",
                found -> has(found.getStatus().conditions, "Provisioned", "ReservedConcurrencyExceeded"));
        assertThat(granted(refused.getStatus().provisionedConcurrency))
                .as("what it had stands")
                .isEqualTo(3);
        Alias live = new Alias();
        live.setMetadata(named("live"));
        live.getSpec().functionName = "hello";
        live.getSpec().functionVersion = "1";
        live.getSpec().provisionedConcurrencyConfig = asking(1);
        client.resource(live).create();
        until(
                Alias.class,
                "live",
                found -> found.getStatus() != null
                        && has(found.getStatus().conditions, "Provisioned", "VersionProvisioned"));
        client.resources(Version.class).inNamespace(namespace).withName("v1").edit(found -> {
            found.getSpec().provisionedConcurrencyConfig = null;
            return found;
        });
        until(Alias.class, "live", found -> granted(found.getStatus().provisionedConcurrency) == 1);
        provision(2);
        until(Version.class, "v1", found -> has(found.getStatus().conditions, "Provisioned", "AliasProvisioned"));
        reserve(null);
        until(Function.class, "hello", found -> found.getStatus().reservedConcurrentExecutions == null);
    }
}
