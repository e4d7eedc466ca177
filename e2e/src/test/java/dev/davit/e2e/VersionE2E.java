package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Versions are published, aliases share calls between them, concurrency is set aside and provisioned. */
@OnDavit
class VersionE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String WHO =
            "import os\ndef handler(event, context):\n    return [%d, context.function_version,"
                    + " context.invoked_function_arn.split(':')[-1], os.environ['AWS_LAMBDA_INITIALIZATION_TYPE']]";

    private static void function(Account account, String name, int answer) {
        account.apply(Manifests.pythonFunction(name, WHO.formatted(answer)));
        account.await(Function.class, name, SOON, Stories::isReady);
    }

    private static void version(Account account, String function, int number, String extra) {
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: %1$s-%2$d}
                spec:
                  functionRef: {from: {name: %1$s}}
                  %3$s
                """.formatted(function, number, extra));
        account.await(
                Version.class,
                function + "-" + number,
                SOON,
                v -> v.getStatus() != null && Stories.is(v.getStatus().conditions, "Ready", "True"));
    }

    private static void alias(Account account, String function, String spec) {
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Alias
                metadata: {name: live}
                spec:
                  functionRef: {from: {name: %s}}
                  %s
                """.formatted(function, spec));
        account.await(
                Alias.class,
                "live",
                SOON,
                a -> a.getStatus() != null
                        && a.getMetadata().getGeneration().equals(a.getStatus().observedGeneration)
                        && Stories.is(a.getStatus().conditions, "Ready", "True"));
    }

    private static String invoke(Account account, String function, String qualifier) {
        return account.lambda()
                .invoke(r -> r.functionName(function).qualifier(qualifier).payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String();
    }

    @Test
    void versionsStayWhatTheyWereAndKnowTheirNumber(Account account) {
        function(account, "kept", 1);
        version(account, "kept", 1, "");
        assertThat(invoke(account, "kept", "$LATEST")).isEqualTo("[1, \"$LATEST\", \"$LATEST\", \"on-demand\"]");
        assertThat(invoke(account, "kept", "1")).isEqualTo("[1, \"1\", \"1\", \"on-demand\"]");
        function(account, "kept", 2);
        version(account, "kept", 2, "");
        assertThat(invoke(account, "kept", "1")).startsWith("[1, \"1\"");
        assertThat(invoke(account, "kept", "2")).startsWith("[2, \"2\"");
        assertThat(account.lambda()
                        .invoke(r -> r.functionName("kept").qualifier("2").payload(SdkBytes.fromUtf8String("{}")))
                        .executedVersion())
                .isEqualTo("2");
    }

    @Test
    void anAliasSharesItsCallsBetweenTwoVersions(Account account) {
        function(account, "shared", 1);
        version(account, "shared", 1, "");
        function(account, "shared", 2);
        version(account, "shared", 2, "");
        alias(account, "shared", "functionVersion: \"1\"\n  routingConfig: {additionalVersionWeights: {\"2\": 0.5}}");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> invoke(account, "shared", "live"), answer -> answer.startsWith("[2, \"2\", \"live\""));
        Map<String, Long> answers = IntStream.range(0, 100)
                .mapToObj(i -> invoke(account, "shared", "live").substring(0, 2))
                .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
        assertThat(answers.get("[1")).isBetween(25L, 75L); // five standard deviations
        assertThat(answers.get("[2")).isBetween(25L, 75L);
        alias(account, "shared", "functionVersion: \"2\"");
        Awaitility.await().atMost(SOON).until(() -> IntStream.range(0, 20)
                .allMatch(i -> invoke(account, "shared", "live").startsWith("[2")));
        assertThatThrownBy(() -> delete(account, "shared-2"))
                .hasMessageContaining("Unable to delete version because the following aliases reference it: [live].");
        Awaitility.await("version 1, which no alias names any more")
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> delete(account, "shared-1"));
        assertThat(invoke(account, "shared", "live")).startsWith("[2");
    }

    private static boolean delete(Account account, String version) {
        return !account.client()
                .resources(Version.class)
                .inNamespace(account.namespace())
                .withName(version)
                .delete()
                .isEmpty();
    }

    @Test
    void provisionedEnvironmentsAreInitialisedBeforeAnybodyCalls(Account account) {
        function(account, "ahead", 1);
        version(account, "ahead", 1, "provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 2}");
        var status = account.get(Version.class, "ahead-1").getStatus();
        assertThat(status.provisionedConcurrency.status)
                .as("Ready means that all are there")
                .isEqualTo("READY");
        assertThat(status.provisionedConcurrency.availableProvisionedConcurrentExecutions)
                .isEqualTo(2);
        assertThat(Stories.claims(account))
                .filteredOn(claim -> claim.revision.equals(status.revision))
                .hasSize(2)
                .allMatch(claim -> Boolean.TRUE.equals(claim.provisioned));
        assertThat(invoke(account, "ahead", "1")).endsWith("\"provisioned-concurrency\"]");
        var told = account.lambda()
                .getProvisionedConcurrencyConfig(r -> r.functionName("ahead").qualifier("1"));
        assertThat(told.statusAsString()).isEqualTo("READY");
        assertThat(told.availableProvisionedConcurrentExecutions()).isEqualTo(2);
    }

    @Test
    void provisionedEnvironmentsOfAnImageAreToldSo(Account account) {
        account.apply(Repository.file("examples/03-image-function"));
        account.await(Function.class, "hello-image", SOON, Stories::isReady);
        version(account, "hello-image", 1, "provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 1}");
        var revision = account.get(Version.class, "hello-image-1").getStatus().revision;
        assertThat(account.pods("lambda.davit.dev/initialization-type", "provisioned-concurrency"))
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod.getMetadata().getLabels()).containsEntry("davit.dev/revision", revision);
                    assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                            .filteredOn(variable -> variable.getName().equals("AWS_LAMBDA_INITIALIZATION_TYPE"))
                            .singleElement()
                            .satisfies(
                                    variable -> assertThat(variable.getValue()).isEqualTo("provisioned-concurrency"));
                });
    }

    @Test
    void provisionedEnvironmentsThatCannotBeSayWhy(Account account) {
        account.apply(Manifests.pythonFunction(
                        "broken",
                        "import os\nif os.environ['AWS_LAMBDA_FUNCTION_VERSION'] != '$LATEST':\n"
                                + "    raise ImportError('not today')\ndef handler(event, context):\n    return 1")
                .replace("timeout: 10", "timeout: 10\n  reservedConcurrentExecutions: 1"));
        account.await(Function.class, "broken", SOON, Stories::isReady);
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: broken-1}
                spec:
                  functionName: broken
                  provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 1}
                """);
        var failed = account.await(
                Version.class,
                "broken-1",
                SOON,
                v -> v.getStatus() != null && Stories.is(v.getStatus().conditions, "Provisioned", "False"));
        assertThat(failed.getStatus().provisionedConcurrency.status).isEqualTo("FAILED");
        assertThat(failed.getStatus().provisionedConcurrency.statusReason).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(Stories.condition(failed.getStatus().conditions, "Provisioned")
                        .orElseThrow()
                        .getMessage())
                .contains("not today");
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Version
                metadata: {name: broken-1}
                spec:
                  functionName: broken
                  provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 2}
                """);
        var refused = account.await(
                Version.class, "broken-1", SOON, v -> Stories.condition(v.getStatus().conditions, "Provisioned")
                        .filter(c -> c.getReason().equals("ReservedConcurrencyExceeded"))
                        .isPresent());
        assertThat(Stories.condition(refused.getStatus().conditions, "Provisioned")
                        .orElseThrow()
                        .getMessage())
                .startsWith("Requested Provisioned Concurrency should not be greater than the"
                        + " reservedConcurrentExecution for function");
    }

    @Test
    void aFunctionPublishesItsChangesAndItsAliasFollows(Account account) throws IOException {
        String manifest = Files.readString(Repository.file("examples/14-versions/versions.yaml"));
        account.apply(manifest);
        awaitLive(account, "1");
        assertThat(invoke(account, "greeting", "live"))
                .contains("\"hello world\"", "\"version\": \"1\"", "\"provisioned-concurrency\"");
        account.apply(manifest.replace("hello ", "good day "));
        awaitLive(account, "2");
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(invoke(account, "greeting", "live"))
                .contains("\"good day world\"", "\"version\": \"2\""));
        assertThat(invoke(account, "greeting", "1")).contains("\"hello world\"");
        assertThat(account.lambda()
                        .listFunctionEventInvokeConfigs(r -> r.functionName("greeting"))
                        .functionEventInvokeConfigs())
                .singleElement()
                .satisfies(config -> {
                    assertThat(config.functionArn()).endsWith(":greeting:live");
                    assertThat(config.maximumRetryAttempts()).isEqualTo(1);
                });
    }

    private static void awaitLive(Account account, String version) {
        account.await(
                Alias.class,
                "greeting-live",
                SOON,
                alias -> alias.getStatus() != null
                        && version.equals(alias.getStatus().functionVersion)
                        && Stories.is(alias.getStatus().conditions, "Ready", "True"));
    }

    @Test
    void reservedConcurrencyOfZeroStopsAllCalls(Account account) {
        function(account, "stopped", 1);
        assertThat(invoke(account, "stopped", "$LATEST")).startsWith("[1");
        account.apply(Manifests.pythonFunction("stopped", WHO.formatted(1))
                .replace("timeout: 10", "timeout: 10\n  reservedConcurrentExecutions: 0"));
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(
                        () -> invoke(account, "stopped", "$LATEST"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                    assertThat(e.reasonAsString()).isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
                    assertThat(e.retryAfterSeconds()).isNotNull();
                }));
    }
}
