package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.Davit;
import dev.davit.testkit.davit.OnDavit;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** One of Davit's own programs is gone, and what its users notice of that. */
@OnDavit
@Isolated
class FaultE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void functionsAnswerColdAndWarmWhileTheOperatorIsGone(Davit davit, Account account) {
        for (var name : List.of("known", "cold")) {
            account.apply(Manifests.pythonFunction(name, "def handler(event, context):\n    return event"));
            account.await(Function.class, name, SOON, Stories::isReady);
        }
        assertThat(firstAnswer(account, "known")).isEqualTo("1");
        Awaitility.await("the claim, which is written after the answer")
                .atMost(SOON)
                .until(() -> Stories.claims(account).stream().anyMatch(claim -> claim.revision.startsWith("known-")));
        awaitAParkedEnvironment(account);
        Stories.scaleOperator(davit, 0);
        try {
            assertThat(account.invoke("known", "2").payload().asUtf8String()).isEqualTo("2");
            assertThat(account.invoke("cold", "3").payload().asUtf8String()).isEqualTo("3");
        } finally {
            Stories.scaleOperator(davit, 1);
        }
    }

    @Test
    void aGatewayThatIsKilledLeavesNoCallerWithoutAnAnswerAndFunctionsComeBack(Davit davit, Account account)
            throws Exception {
        account.apply(Manifests.pythonFunction(
                "busy", "import time\ndef handler(event, context):\n    time.sleep(0.3)\n    return event"));
        account.await(Function.class, "busy", SOON, Stories::isReady);
        assertThat(isAnswered(account, 0)).isTrue();
        CountDownLatch underWay = new CountDownLatch(5);
        List<Callable<Boolean>> calls = IntStream.range(0, 205)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    boolean answered = isAnswered(account, i);
                    underWay.countDown();
                    return answered;
                })
                .toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = calls.stream().map(callers::submit).toList();
            assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
            Stories.killGateways(davit);
            for (Future<Boolean> answer : answers) {
                answer.get(); // an answer or an error that may be tried again: anything but silence
            }
        }
        Awaitility.await("the next gateway")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> account.invoke("busy", "7").payload().asUtf8String(), "7"::equals);
    }

    /** A runtime that goes on asking is known to the next gateway by its claim, and waited for instead of replaced. */
    @Test
    void anEnvironmentWhoseRuntimeSurvivesComesBackIntoUse(Davit davit, Account account) {
        account.apply("""
                apiVersion: lambda.davit.dev/v1alpha1
                kind: Function
                metadata: {name: patient}
                spec:
                  runtime: provided.al2023
                  handler: any
                  timeout: 10
                  code:
                    inline:
                      bootstrap: |
                        #!/bin/sh
                        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
                        while true; do
                          curl --silent --fail --dump-header /tmp/head --output /dev/null "$api/next" || { sleep 0.1; continue; }
                          id=$(sed -n 's/\\r$//; s/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p' /tmp/head)
                          curl --silent --output /dev/null --data "\\"$(cat /proc/sys/kernel/hostname)\\"" "$api/$id/response"
                        done
                """);
        account.await(Function.class, "patient", SOON, Stories::isReady);
        String environment = firstAnswer(account, "patient");
        Awaitility.await("the claim, which is written after the answer")
                .atMost(SOON)
                .until(() -> Stories.claims(account).stream().anyMatch(claim -> claim.revision.startsWith("patient-")));
        Stories.killGateways(davit);
        var answer = Awaitility.await("the next gateway")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> account.invoke("patient", "2"), found -> true);
        assertThat(answer.payload().asUtf8String()).isEqualTo(environment);
    }

    /** Its unmodified runtime ends when it finds no gateway: neither it nor its function is to blame for that. */
    @Test
    void anImageIsNotBlamedForATimeWithoutAGateway(Davit davit, Account account) {
        account.apply(Manifests.imageFunctionOf("steady", "return event"));
        account.await(Function.class, "steady", SOON, Stories::isReady);
        assertThat(firstAnswer(account, "steady")).isEqualTo("1");
        var gateway =
                davit.client().apps().deployments().inNamespace(Davit.NAMESPACE).withName("davit-gateway");
        gateway.scale(0);
        try {
            Stories.killGateways(davit);
            Awaitility.await("the end of the environment without a gateway")
                    .atMost(SOON)
                    .until(() -> account.pods("davit.dev/component", "environment").stream()
                            .filter(pod -> pod.getMetadata().getName().startsWith("steady-"))
                            .noneMatch(pod -> "Running".equals(pod.getStatus().getPhase())));
        } finally {
            gateway.scale(1);
        }
        var answer = Awaitility.await("the next gateway")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> account.invoke("steady", "2"), found -> true);
        assertThat(answer.functionError()).isNull();
        assertThat(answer.payload().asUtf8String()).isEqualTo("2");
    }

    /** As on AWS: a layer version that is deleted stays with the functions that use it. */
    @Test
    void aFunctionKeepsALayerThatIsDeletedAndNoGatewayRemembers(Davit davit, Account account) throws IOException {
        account.apply(Manifests.layer("words", Map.of("python/words.py", "greeting = 'from a layer'")));
        String arn = account.await(
                        LayerVersion.class,
                        "words",
                        SOON,
                        layer -> layer.getStatus() != null && Stories.is(layer.getStatus().conditions, "Ready", "True"))
                .getStatus()
                .layerVersionARN;
        account.apply(Manifests.pythonFunction(
                        "layered", "from words import greeting\ndef handler(event, context):\n    return greeting")
                + "  layers: [\"" + arn + "\"]\n");
        account.await(Function.class, "layered", SOON, Stories::isReady);
        assertThat(firstAnswer(account, "layered")).isEqualTo("\"from a layer\"");
        Awaitility.await("the copy of the layer").atMost(SOON).until(() -> !copies(account)
                .isEmpty());

        var layers = account.client().resources(LayerVersion.class).inNamespace(account.namespace());
        layers.withName("words").delete();
        Awaitility.await().atMost(SOON).until(() -> layers.list().getItems().isEmpty());
        Stories.killGateways(davit);
        account.apply(Manifests.pythonFunction(
                        "layered", "from words import greeting\ndef handler(event, context):\n    return [greeting, 2]")
                + "  layers: [\"" + arn + "\"]\n");
        account.await(Function.class, "layered", SOON, Stories::isReady);
        Awaitility.await("the next gateway")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .untilAsserted(() -> assertThat(
                                account.invoke("layered", "2").payload().asUtf8String())
                        .isEqualTo("[\"from a layer\", 2]"));

        account.client()
                .resources(Function.class)
                .inNamespace(account.namespace())
                .withName("layered")
                .delete();
        Awaitility.await("the copy goes with the last revision that uses it")
                .atMost(SOON)
                .until(() -> copies(account).isEmpty());
    }

    /** What the function makes of 1; connections that are left from before another story killed the gateway are used up. */
    private static String firstAnswer(Account account, String function) {
        return Awaitility.await("an answer over a connection to a gateway that is there")
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(SdkClientException.class)
                .until(() -> account.invoke(function, "1").payload().asUtf8String(), found -> true);
    }

    private static List<ControllerRevision> copies(Account account) {
        return account.client()
                .apps()
                .controllerRevisions()
                .inNamespace(account.namespace())
                .withLabel("davit.dev/component", "layer-archive")
                .list()
                .getItems();
    }

    private static boolean isAnswered(Account account, int number) {
        try {
            return account.invoke("busy", String.valueOf(number)).functionError() == null;
        } catch (SdkException e) {
            assertThat(mayBeTriedAgain(e)).as(e.toString()).isTrue();
            return false;
        }
    }

    /** What AWS's SDKs try again: the server's own errors, and connections that broke. */
    private static boolean mayBeTriedAgain(SdkException e) {
        return e instanceof LambdaException answered
                ? answered.statusCode() >= 500
                : e.getCause() instanceof IOException;
    }

    private static void awaitAParkedEnvironment(Account account) {
        Awaitility.await("an environment that nobody has claimed").atMost(SOON).until(() -> {
            var claimed =
                    Stories.claims(account).stream().map(claim -> claim.pod).toList();
            return account.pods("davit.dev/component", "environment").stream()
                    .anyMatch(pod -> !claimed.contains(pod.getMetadata().getName())
                            && pod.getMetadata().getDeletionTimestamp() == null
                            && "Running".equals(pod.getStatus().getPhase()));
        });
    }
}
