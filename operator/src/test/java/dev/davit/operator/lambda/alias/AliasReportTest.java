package dev.davit.operator.lambda.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.api.lambda.v1alpha1.Destination;
import dev.davit.api.lambda.v1alpha1.DestinationConfig;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionEventInvokeConfig;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.RoutingConfig;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.kernel.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AliasReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static Alias alias(String object, String name, String version) {
        Alias alias = new Alias();
        alias.getMetadata().setName(object);
        alias.getMetadata().setUid(object);
        alias.getMetadata().setNamespace("team");
        alias.getMetadata().setCreationTimestamp("2026-11-23T09:00:00Z");
        alias.getSpec().name = name;
        alias.getSpec().functionName = "hello";
        alias.getSpec().functionVersion = version;
        return alias;
    }

    private static Version version(String number) {
        Version version = new Version();
        version.setStatus(new VersionStatus());
        version.getStatus().version = number;
        version.getStatus().revision = "hello-r" + number;
        return version;
    }

    private static DestinationFunctions destinations(Alias alias) {
        return DestinationFunctions.of(
                EventDestinations.of(alias.getSpec().functionEventInvokeConfig), "there"::equals);
    }

    private static AliasStatus report(Alias alias, Alias... siblings) {
        Function function = new Function();
        function.setStatus(new FunctionStatus());
        function.getStatus().revision = "hello-latest";
        return AliasReport.status(new AliasInputs(
                alias,
                Optional.of(function),
                List.of(version("1"), version("2")),
                List.of(siblings),
                revision -> Optional.empty(),
                destinations(alias),
                new ProvisionedGrant.Room(null, 900),
                "us-east-1",
                NOW));
    }

    @Test
    void pointsAtAVersionOrAtTheLatest() {
        assertThat(report(alias("live", null, "2")).revision).isEqualTo("hello-r2");
        assertThat(report(alias("live", null, "$LATEST")).revision).isEqualTo("hello-latest");
    }

    @Test
    void isNamedByItsFieldOrItsObject() {
        assertThat(report(alias("hello-live", "live", "1")).ackResourceMetadata.arn)
                .endsWith(":function:hello:live");
        assertThat(report(alias("hello-live", null, "1")).ackResourceMetadata.arn)
                .endsWith(":function:hello:hello-live");
    }

    @Test
    void saysWhichShareASecondVersionGets() {
        AliasStatus status = report(shared("2", 0.125));
        assertThat(Conditions.find(status.conditions, "Resolved")).hasValueSatisfying(c -> assertThat(c.getMessage())
                .isEqualTo("Points at version 1, and 12.5 % of the calls at version 2."));
        assertThat(status.revision).isEqualTo("hello-r1");
    }

    @Test
    void waitsForASecondVersionAndServesTheFirstMeanwhile() {
        AliasStatus status = report(shared("9", 0.1));
        assertThat(Conditions.find(status.conditions, "Resolved")).hasValueSatisfying(c -> {
            assertThat(c.getReason()).isEqualTo("VersionNotFound");
            assertThat(c.getMessage()).contains("version 9").contains("until then version 1 gets all");
        });
        assertThat(status.revision).isEqualTo("hello-r1");
    }

    @Test
    void saysThatItsVersionWasDeletedAndWhichThereAre() {
        Alias alias = alias("live", null, "7");
        assertThat(Conditions.find(report(alias).conditions, "Resolved"))
                .hasValueSatisfying(c -> assertThat(c.getMessage()).startsWith("Waiting for version 7"));
        alias.setStatus(new AliasStatus());
        alias.getStatus().functionVersion = "7";
        alias.getStatus().revision = "hello-r7";
        AliasStatus lost = report(alias);
        assertThat(Conditions.find(lost.conditions, "Resolved")).hasValueSatisfying(c -> {
            assertThat(c.getStatus()).isEqualTo("False");
            assertThat(c.getReason()).isEqualTo("VersionNotFound");
            assertThat(c.getMessage())
                    .isEqualTo(
                            "Version 7 of the Function \"hello\", which this alias pointed at, was deleted: its calls"
                                    + " are answered with ResourceNotFoundException. Set spec.functionVersion to a version that"
                                    + " there is, such as 2, 1.");
        });
        assertThat(Conditions.isTrue(lost.conditions, "Stalled")).isTrue();
        alias.setStatus(lost);
        alias.getSpec().functionVersion = "2";
        assertThat(Conditions.isTrue(report(alias).conditions, "Ready")).isTrue();
    }

    private static Alias shared(String other, double share) {
        Alias alias = alias("live", null, "1");
        alias.getSpec().routingConfig = new RoutingConfig();
        alias.getSpec().routingConfig.additionalVersionWeights = Map.of(other, share);
        return alias;
    }

    @Test
    void letsTheFirstOfTwoHaveTheName() {
        Alias first = alias("a", "live", "1");
        Alias second = alias("b", "live", "1");
        assertThat(report(first, second).revision).isEqualTo("hello-r1");
        assertThat(report(second, first).revision).isNull();
    }

    @Test
    void followsTheVersionThatWasPublishedLast() {
        Alias alias = alias("live", null, "$LATEST.PUBLISHED");
        AliasStatus status = report(alias);
        assertThat(status.functionVersion).isEqualTo("2");
        assertThat(status.revision).isEqualTo("hello-r2");
        assertThat(Conditions.find(status.conditions, "Resolved")).hasValueSatisfying(c -> assertThat(c.getMessage())
                .isEqualTo("Points at version 2, the latest that is published."));
        AliasInputs nothing = new AliasInputs(
                alias,
                Optional.of(new Function()),
                List.of(),
                List.of(),
                revision -> Optional.empty(),
                destinations(alias),
                new ProvisionedGrant.Room(null, 900),
                "us-east-1",
                NOW);
        assertThat(Conditions.find(AliasReport.status(nothing).conditions, "Resolved"))
                .hasValueSatisfying(c -> assertThat(c.getMessage()).contains("set its spec.publish"));
    }

    @Test
    void saysSinceWhenItPointsThere() {
        Alias alias = alias("live", null, "1");
        AliasStatus first = report(alias);
        assertThat(first.functionVersionSince).isEqualTo("2026-11-23T10:00:00Z");
        alias.setStatus(first);
        first.functionVersionSince = "2026-11-20T10:00:00Z";
        assertThat(report(alias).functionVersionSince).isEqualTo("2026-11-20T10:00:00Z");
        alias.getSpec().functionVersion = "2";
        assertThat(report(alias).functionVersionSince).isEqualTo("2026-11-23T10:00:00Z");
    }

    private static Alias provisioned(String object, String version, int executions, int granted) {
        Alias alias = alias(object, null, version);
        alias.getSpec().provisionedConcurrencyConfig = new ProvisionedConcurrencyConfig();
        alias.getSpec().provisionedConcurrencyConfig.provisionedConcurrentExecutions = executions;
        if (granted > 0) {
            alias.setStatus(new AliasStatus());
            alias.getStatus().functionVersion = version;
            alias.getStatus().provisionedConcurrency = granted(granted);
        }
        return alias;
    }

    private static ProvisionedConcurrencyStatus granted(int executions) {
        ProvisionedConcurrencyStatus status = new ProvisionedConcurrencyStatus();
        status.requestedProvisionedConcurrentExecutions = executions;
        return status;
    }

    private static String said(AliasStatus status) {
        return Conditions.find(status.conditions, "Provisioned")
                .map(c -> c.getStatus() + " " + c.getReason())
                .orElse("none");
    }

    @Test
    void tellsHowFarItsProvisionedEnvironmentsAreAfterThoseOfAnOlderAlias() {
        ProvisionedEnvironments environments = new ProvisionedEnvironments();
        environments.revision = "hello-r1";
        environments.allocated = 5;
        environments.available = 4;
        EnvironmentPool pool = new EnvironmentPool();
        pool.getSpec().provisioned = List.of(environments);
        Alias older = provisioned("a", "1", 2, 2);
        Alias younger = provisioned("b", "1", 3, 3);
        AliasStatus first = AliasReport.status(inputs(older, List.of(younger), pool, null));
        assertThat(first.provisionedConcurrency.status).isEqualTo("READY");
        AliasStatus second = AliasReport.status(inputs(younger, List.of(older), pool, null));
        assertThat(second.provisionedConcurrency.availableProvisionedConcurrentExecutions)
                .isEqualTo(2);
        assertThat(second.provisionedConcurrency.status).isEqualTo("IN_PROGRESS");
        assertThat(said(second)).isEqualTo("Unknown Provisioning");
    }

    @Test
    void isRefusedProvisionedConcurrencyWhereAwsRefusesIt() {
        AliasStatus latest = report(provisioned("a", "$LATEST", 1, 0));
        assertThat(said(latest)).isEqualTo("False VersionUnpublished");
        assertThat(latest.provisionedConcurrency).isNull();
        AliasStatus reserved = AliasReport.status(inputs(provisioned("a", "1", 3, 0), List.of(), null, 2));
        assertThat(said(reserved)).isEqualTo("False ReservedConcurrencyExceeded");
        assertThat(AliasReport.isRefused(reserved)).isTrue();
        assertThat(reserved.revision).as("it points there all the same").isEqualTo("hello-r1");
        Version target = version("1");
        target.getStatus().provisionedConcurrency = granted(1);
        Alias doubly = provisioned("a", "1", 3, 3);
        AliasInputs inputs = new AliasInputs(
                doubly,
                Optional.of(new Function()),
                List.of(target),
                List.of(),
                revision -> Optional.empty(),
                destinations(doubly),
                new ProvisionedGrant.Room(null, 900),
                "us-east-1",
                NOW);
        AliasStatus doubled = AliasReport.status(inputs);
        assertThat(said(doubled)).isEqualTo("False VersionProvisioned");
        assertThat(doubled.provisionedConcurrency).isNull();
        assertThat(Conditions.find(doubled.conditions, "Provisioned"))
                .hasValueSatisfying(c -> assertThat(c.getMessage())
                        .startsWith("Alias can't be used for Provisioned Concurrency configuration on an already"
                                + " Provisioned version"));
    }

    private static AliasInputs inputs(Alias alias, List<Alias> siblings, EnvironmentPool pool, Integer reserved) {
        Function function = new Function();
        function.setStatus(new FunctionStatus());
        function.getStatus().reservedConcurrentExecutions = reserved;
        return new AliasInputs(
                alias,
                Optional.of(function),
                List.of(version("1"), version("2")),
                siblings,
                revision -> Optional.ofNullable(pool),
                destinations(alias),
                new ProvisionedGrant.Room(reserved, 900),
                "us-east-1",
                NOW);
    }

    @Test
    void refusesADestinationThatCannotBeAndPointsWhereItPointed() {
        Alias alias = alias("live", null, "2");
        alias.setStatus(new AliasStatus());
        alias.getStatus().functionVersion = "1";
        alias.getStatus().revision = "hello-r1";
        alias.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        alias.getSpec().functionEventInvokeConfig.destinationConfig = new DestinationConfig();
        alias.getSpec().functionEventInvokeConfig.destinationConfig.onFailure = new Destination();
        alias.getSpec().functionEventInvokeConfig.destinationConfig.onFailure.destination = "ftp://x";
        AliasStatus status = report(alias);
        assertThat(Conditions.find(status.conditions, "Accepted"))
                .hasValueSatisfying(c -> assertThat(c.getReason()).isEqualTo("DestinationInvalid"));
        assertThat(status.functionVersion).isEqualTo("1");
    }

    @Test
    void saysWhetherTheFunctionsOfItsDestinationsAreThere() {
        Alias alias = alias("live", null, "1");
        assertThat(Conditions.find(report(alias).conditions, "DestinationsFound"))
                .isEmpty();
        alias.getSpec().functionEventInvokeConfig = new FunctionEventInvokeConfig();
        alias.getSpec().functionEventInvokeConfig.destinationConfig = new DestinationConfig();
        alias.getSpec().functionEventInvokeConfig.destinationConfig.onFailure = new Destination();
        alias.getSpec().functionEventInvokeConfig.destinationConfig.onFailure.destination = "absent";
        AliasStatus absent = report(alias);
        assertThat(Conditions.find(absent.conditions, "DestinationsFound")).hasValueSatisfying(c -> {
            assertThat(c.getReason()).isEqualTo("DestinationNotFound");
            assertThat(c.getMessage())
                    .contains("\"absent\"")
                    .endsWith("spec.functionEventInvokeConfig.destinationConfig.");
        });
        assertThat(Conditions.isTrue(absent.conditions, "Ready")).isTrue();
        alias.getSpec().functionEventInvokeConfig.destinationConfig.onFailure.destination = "there:7";
        assertThat(Conditions.isTrue(report(alias).conditions, "DestinationsFound"))
                .isTrue();
    }
}
