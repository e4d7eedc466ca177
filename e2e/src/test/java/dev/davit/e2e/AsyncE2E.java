package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Events are accepted, run when there is room, and their records go where their function says. */
@OnDavit
class AsyncE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void anEventRunsAfterItsCallerWasToldAndItsRecordGoesToTheDestination(Account account) {
        account.apply(Manifests.pythonFunction(
                "sink", "import json\ndef handler(event, context):\n    print('RECORD ' + json.dumps(event))"));
        account.apply(Manifests.pythonFunction("worker", "def handler(event, context):\n    return event['n'] * 2")
                .replace("  timeout: 10", """
                          timeout: 10
                          functionEventInvokeConfig:
                            destinationConfig:
                              onSuccess: {destination: sink}\
                        """));
        account.await(Function.class, "sink", SOON, Stories::isReady);
        account.await(Function.class, "worker", SOON, Stories::isReady);

        var accepted = account.lambda().invoke(r -> r.functionName("worker")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"n\": 21}")));

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.payload().asByteArray()).isEmpty();
        var id = accepted.responseMetadata().requestId();
        var record = Awaitility.await("the record of " + id)
                .atMost(SOON)
                .until(() -> record(account, id), Optional::isPresent)
                .orElseThrow();
        assertThat(record)
                .contains("\"version\": \"1.0\"", "\"condition\": \"Success\"", "\"approximateInvokeCount\": 1")
                .contains("\"requestPayload\": {\"n\": 21}", "\"responsePayload\": 42", "\"statusCode\": 200");
    }

    @Test
    void anEventOfAnAliasIsTreatedAsTheAliasSaysAndNotAsTheFunctionDoes(Account account) {
        account.apply(Manifests.pythonFunction(
                "aliassink", "import json\ndef handler(event, context):\n    print('RECORD ' + json.dumps(event))"));
        account.apply(Manifests.pythonFunction("failing", "def handler(event, context):\n    raise Exception('no')")
                .replace("  timeout: 10", """
                          timeout: 10
                          publish: true
                          functionEventInvokeConfig: {maximumRetryAttempts: 2}\
                        """));
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Alias
                metadata: {name: failing-live}
                spec:
                  name: live
                  functionName: failing
                  functionVersion: $LATEST.PUBLISHED
                  functionEventInvokeConfig:
                    maximumRetryAttempts: 0
                    destinationConfig:
                      onFailure: {destination: aliassink}
                """);
        account.await(Function.class, "aliassink", SOON, Stories::isReady);
        account.await(
                Alias.class,
                "failing-live",
                SOON,
                alias -> alias.getStatus() != null && Stories.is(alias.getStatus().conditions, "Ready", "True"));

        var id = account.lambda()
                .invoke(r -> r.functionName("failing")
                        .qualifier("live")
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String("{}")))
                .responseMetadata()
                .requestId();

        var record = Awaitility.await("the record of " + id)
                .atMost(SOON)
                .until(() -> record(account, id), Optional::isPresent)
                .orElseThrow();
        assertThat(record)
                .contains("\"condition\": \"RetriesExhausted\"", "\"approximateInvokeCount\": 1")
                .contains(":failing:live\"", "\"executedVersion\": \"1\"");
    }

    /** The record of that request, as the sink has printed it. */
    private static Optional<String> record(Account account, String requestId) {
        return logs(account)
                .lines()
                .filter(line -> line.contains("RECORD ") && line.contains(requestId))
                .findFirst();
    }

    /** What every environment of the account has logged. */
    private static String logs(Account account) {
        return account.pods("davit.dev/component", "environment").stream()
                .map(pod -> {
                    try {
                        return account.client().pods().resource(pod).getLog();
                    } catch (KubernetesClientException e) {
                        return ""; // not started yet, or gone
                    }
                })
                .collect(Collectors.joining("\n"));
    }
}
