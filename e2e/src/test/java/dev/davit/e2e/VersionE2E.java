package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LogType;
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
    }

    @Test
    void provisionedEnvironmentsAreInitialisedBeforeAnybodyCalls(Account account) {
        function(account, "ahead", 1);
        version(account, "ahead", 1, "provisionedConcurrencyConfig: {provisionedConcurrentExecutions: 2}");
        var revision = account.get(Version.class, "ahead-1").getStatus().revision;
        Awaitility.await("two claims")
                .atMost(SOON)
                .until(() -> Stories.claims(account).stream()
                                .filter(claim -> claim.revision.equals(revision))
                                .count()
                        == 2);
        assertThat(invoke(account, "ahead", "1")).endsWith("\"provisioned-concurrency\"]");
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

    @Test
    void theEndOfTheLogComesWithTheAnswer(Account account) {
        account.apply(Manifests.pythonFunction("tailed", "def handler(event, context):\n    print('to the log')"));
        account.await(Function.class, "tailed", SOON, Stories::isReady);
        var answer = account.lambda()
                .invoke(r -> r.functionName("tailed").logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("{}")));
        var log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
        var id = answer.responseMetadata().requestId();
        assertThat(log)
                .contains("START RequestId: " + id + " Version: $LATEST", "to the log\n", "END RequestId: " + id)
                .containsPattern("REPORT RequestId: " + id + "\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms"
                        + "\tMemory Size: 128 MB\tMax Memory Used: [0-9]+ MB\t");
    }
}
