package dev.davit.operator.lambda.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionReportTest {
    private final Version version = new Version();
    private Integer reserved;
    private List<Alias> aliases = List.of();
    private List<Version> siblings = List.of();
    private Optional<EnvironmentPool> pool = Optional.empty();

    VersionReportTest() {
        published(version, "hello-1", "1");
        asks(version, 2);
    }

    private static void published(Version version, String name, String number) {
        version.getMetadata().setName(name);
        version.getMetadata().setNamespace("team");
        version.getMetadata().setCreationTimestamp("2026-11-23T09:00:00Z");
        version.getSpec().functionName = "hello";
        version.setStatus(new VersionStatus());
        version.getStatus().version = number;
        version.getStatus().revision = name + "-copy";
    }

    private static void asks(Version version, int executions) {
        version.getSpec().provisionedConcurrencyConfig = new ProvisionedConcurrencyConfig();
        version.getSpec().provisionedConcurrencyConfig.provisionedConcurrentExecutions = executions;
    }

    private static ProvisionedConcurrencyStatus granted(int executions) {
        ProvisionedConcurrencyStatus status = new ProvisionedConcurrencyStatus();
        status.requestedProvisionedConcurrentExecutions = executions;
        return status;
    }

    private void counted(int available, String failure) {
        ProvisionedEnvironments environments = new ProvisionedEnvironments();
        environments.revision = "hello-1-copy";
        environments.allocated = 2;
        environments.available = available;
        environments.failure = failure;
        EnvironmentPool found = new EnvironmentPool();
        found.getSpec().provisioned = List.of(environments);
        pool = Optional.of(found);
    }

    private VersionStatus report() {
        VersionInputs inputs = new VersionInputs(
                version,
                Optional.empty(),
                siblings,
                true,
                new VersionInputs.Surroundings(new ProvisionedGrant.Room(reserved, 900), aliases, pool),
                DestinationFunctions.of(
                        EventDestinations.of(version.getSpec().functionEventInvokeConfig), "there"::equals),
                "us-east-1",
                Instant.parse("2026-11-23T10:00:00Z"));
        return VersionReport.status(inputs, VersionCheck.check(inputs), Optional.empty());
    }

    private static String said(VersionStatus status, String type) {
        return Conditions.find(status.conditions, type)
                .map(c -> c.getStatus() + " " + c.getReason())
                .orElse("none");
    }

    private static String message(VersionStatus status) {
        return Conditions.find(status.conditions, "Provisioned")
                .map(Condition::getMessage)
                .orElse("");
    }

    @Test
    void saysNothingOfProvisionedConcurrencyThatNobodyAskedFor() {
        version.getSpec().provisionedConcurrencyConfig = null;
        version.getStatus().provisionedConcurrency = granted(2);
        VersionStatus status = report();
        assertThat(status.provisionedConcurrency).isNull();
        assertThat(said(status, "Provisioned")).isEqualTo("none");
        assertThat(said(status, "Ready")).isEqualTo("True Ready");
    }

    @Test
    void isReadyOnceItsEnvironmentsAre() {
        VersionStatus asked = report();
        assertThat(asked.provisionedConcurrency.requestedProvisionedConcurrentExecutions)
                .isEqualTo(2);
        assertThat(asked.provisionedConcurrency.status).isEqualTo("IN_PROGRESS");
        assertThat(said(asked, "Ready")).isEqualTo("Unknown Provisioning");
        counted(2, null);
        VersionStatus ready = report();
        assertThat(ready.provisionedConcurrency.status).isEqualTo("READY");
        assertThat(said(ready, "Provisioned")).isEqualTo("True ProvisionedReady");
        assertThat(said(ready, "Ready")).isEqualTo("True Ready");
    }

    @Test
    void isPublishedAndSaysWhyWhenItsEnvironmentsFail() {
        counted(0, "Runtime.ImportModuleError: no module x");
        VersionStatus status = report();
        assertThat(status.provisionedConcurrency.status).isEqualTo("FAILED");
        assertThat(status.provisionedConcurrency.statusReason).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(said(status, "Published")).isEqualTo("True Published");
        assertThat(said(status, "Provisioned")).isEqualTo("False ProvisioningFailed");
        assertThat(message(status)).contains("no module x");
        assertThat(said(status, "Stalled")).isEqualTo("False Progressing");
    }

    @Test
    void isRefusedMoreThanIsReservedAndKeepsWhatItHad() {
        reserved = 1;
        VersionStatus refused = report();
        assertThat(refused.provisionedConcurrency).as("no half state").isNull();
        assertThat(said(refused, "Provisioned")).isEqualTo("False ReservedConcurrencyExceeded");
        assertThat(said(refused, "Stalled")).isEqualTo("True ReservedConcurrencyExceeded");
        assertThat(message(refused))
                .startsWith("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
        assertThat(VersionReport.isRefused(refused)).isTrue();
        version.getStatus().provisionedConcurrency = granted(1);
        VersionStatus keeps = report();
        assertThat(keeps.provisionedConcurrency.requestedProvisionedConcurrentExecutions)
                .isEqualTo(1);
        assertThat(said(keeps, "Provisioned")).isEqualTo("False ReservedConcurrencyExceeded");
    }

    @Test
    void isRefusedMoreThanTheNamespaceCanSpare() {
        asks(version, 901);
        VersionStatus refused = report();
        assertThat(said(refused, "Provisioned")).isEqualTo("False ConcurrencyExceeded");
        assertThat(message(refused)).contains("At most 900");
        assertThat(VersionReport.isRefused(refused)).isTrue();
    }

    @Test
    void countsWhatTheOtherVersionsAndAliasesOfTheFunctionHave() {
        reserved = 4;
        Version other = new Version();
        published(other, "hello-2", "2");
        other.getStatus().provisionedConcurrency = granted(3);
        siblings = List.of(other);
        assertThat(said(report(), "Provisioned")).isEqualTo("False ReservedConcurrencyExceeded");
        other.getStatus().provisionedConcurrency = granted(2);
        assertThat(said(report(), "Provisioned")).isEqualTo("Unknown Provisioning");
    }

    @Test
    void isRefusedWhenAnAliasOfItIsProvisioned() {
        Alias live = new Alias();
        live.getMetadata().setName("live");
        live.setStatus(new AliasStatus());
        live.getStatus().functionVersion = "1";
        live.getStatus().provisionedConcurrency = granted(1);
        aliases = List.of(live);
        VersionStatus refused = report();
        assertThat(said(refused, "Provisioned")).isEqualTo("False AliasProvisioned");
        assertThat(message(refused)).startsWith("Version is pointed by a Provisioned Concurrency alias");
        assertThat(refused.provisionedConcurrency).isNull();
        live.getStatus().functionVersion = "2";
        assertThat(said(report(), "Provisioned")).isEqualTo("Unknown Provisioning");
    }

    @Test
    void staysPublishedWithADestinationThatCannotBe() {
        version.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        version.getSpec().functionEventInvokeConfig.destinationConfig = new DestinationConfig();
        Destination destination = new Destination();
        version.getSpec().functionEventInvokeConfig.destinationConfig.onFailure = destination;
        destination.destination = "hello:live";
        VersionStatus refused = report();
        assertThat(said(refused, "Accepted")).isEqualTo("False DestinationInvalid");
        assertThat(said(refused, "Published")).isEqualTo("True Published");
        destination.destination = "arn:aws:sqs:us-east-1:123456789012:queue";
        assertThat(Conditions.find(report().conditions, "Accepted"))
                .hasValueSatisfying(c -> assertThat(c.getMessage()).contains("has no effect yet"));
    }

    @Test
    void isNotPublishedWithADestinationThatCannotBe() {
        version.setStatus(null);
        version.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        version.getSpec().functionEventInvokeConfig.destinationConfig = new DestinationConfig();
        version.getSpec().functionEventInvokeConfig.destinationConfig.onSuccess = new Destination();
        version.getSpec().functionEventInvokeConfig.destinationConfig.onSuccess.destination = "two words";
        VersionStatus status = report();
        assertThat(said(status, "Accepted")).isEqualTo("False DestinationInvalid");
        assertThat(said(status, "Published")).isEqualTo("Unknown Pending");
        assertThat(said(status, "Provisioned")).isEqualTo("Unknown Pending");
    }

    private static Version same(String name, String created) {
        Version other = new Version();
        published(other, name, "1");
        other.getMetadata().setCreationTimestamp(created);
        return other;
    }

    @Test
    void settingsOfASecondObjectOfOneVersionAreRefusedAndNameTheFirst() {
        siblings = List.of(same("hello-0", "2026-11-23T08:59:59Z"), same("a", "2026-11-23T09:00:01Z"));
        VersionStatus status = report();
        assertThat(said(status, "Accepted")).isEqualTo("False AlreadyPublished");
        assertThat(said(status, "Published")).isEqualTo("True Published");
        assertThat(said(status, "Provisioned")).isEqualTo("none");
        assertThat(status.provisionedConcurrency).isNull();
        assertThat(Conditions.find(status.conditions, "Accepted").orElseThrow().getMessage())
                .startsWith("The Version \"hello-0\" is version 1 of this function already");
        assertThat(VersionReport.isRefused(status)).isTrue();
        siblings = List.of(same("a", "2026-11-23T09:00:01Z"), same("hello-2", "2026-11-23T09:00:00Z"));
        assertThat(said(report(), "Accepted")).as("once the first is gone").isEqualTo("True Accepted");
        siblings = List.of(same("hello-0", "2026-11-23T08:59:59Z"));
        version.getSpec().provisionedConcurrencyConfig = null;
        assertThat(said(report(), "Ready")).as("without settings").isEqualTo("True Ready");
        version.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        assertThat(said(report(), "Accepted")).isEqualTo("False AlreadyPublished");
    }

    private void sendsFailuresTo(String destination) {
        version.getSpec().provisionedConcurrencyConfig = null;
        version.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        version.getSpec().functionEventInvokeConfig.destinationConfig = new DestinationConfig();
        version.getSpec().functionEventInvokeConfig.destinationConfig.onFailure = new Destination();
        version.getSpec().functionEventInvokeConfig.destinationConfig.onFailure.destination = destination;
    }

    @Test
    void saysWhetherTheFunctionsOfItsDestinationsAreThere() {
        sendsFailuresTo("absent:live");
        VersionStatus absent = report();
        assertThat(said(absent, "DestinationsFound")).isEqualTo("False DestinationNotFound");
        assertThat(said(absent, "Ready")).isEqualTo("True Ready");
        sendsFailuresTo("there");
        assertThat(said(report(), "DestinationsFound")).isEqualTo("True DestinationsFound");
        sendsFailuresTo("nats:orders.failed");
        assertThat(said(report(), "DestinationsFound")).isEqualTo("none");
    }
}
