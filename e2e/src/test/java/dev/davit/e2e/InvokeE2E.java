package dev.davit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.testkit.davit.Account;
import dev.davit.testkit.davit.OnDavit;
import dev.davit.testkit.process.Repository;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A function is applied, called through the AWS SDK, changed, left idle and deleted. */
@OnDavit
class InvokeE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({
        "01-hello-python,hello-python",
        "02-hello-node,hello-node",
        "03-image-function,hello-image",
        "11-code-archive,hello-archive",
        "12-java,hello-java",
        "13-custom-runtime,hello-shell",
        "13-custom-runtime,hello-go"
    })
    void everyExampleFunctionAnswersTheAwsSdk(String folder, String function, Account account) {
        account.apply(Repository.file("examples/" + folder));
        awaitReady(account, function);

        var answer = account.invoke(function, "{\"name\":\"Davit\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isNull();
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
        assertThat(answer.payload().asUtf8String()).contains("Davit");
    }

    @Test
    void aChangedFunctionAnswersWithItsNewCode(Account account) {
        account.apply(Manifests.pythonFunction("changing", "def handler(event, context):\n    return 1"));
        awaitReady(account, "changing");
        assertThat(account.invoke("changing", "{}").payload().asUtf8String()).isEqualTo("1");

        account.apply(Manifests.pythonFunction("changing", "def handler(event, context):\n    return 2"));

        Awaitility.await()
                .atMost(SOON)
                .until(() -> account.invoke("changing", "{}").payload().asUtf8String(), "2"::equals);
    }

    @Test
    void aDryRunAnswers204AndRunsNothing(Account account) {
        account.apply(Manifests.pythonFunction("dry", "def handler(event, context):\n    raise Exception('ran')"));
        awaitReady(account, "dry");

        var answer = account.lambda().invoke(r -> r.functionName("dry").invocationType(InvocationType.DRY_RUN));

        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void aHandlersExceptionIsAFunctionErrorAndTheEnvironmentLivesOn(Account account) {
        account.apply(Manifests.pythonFunction(
                "raising", "def handler(event, context):\n    raise ValueError('no ' + event['what'])"));
        awaitReady(account, "raising");

        for (int i = 0; i < 2; i++) {
            var answer = account.invoke("raising", "{\"what\":\"luck\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.functionError()).isEqualTo("Unhandled");
            assertThat(answer.payload().asUtf8String())
                    .contains("\"errorMessage\": \"no luck\"", "\"errorType\": \"ValueError\"", "stackTrace");
        }
    }

    @Test
    void aFunctionOverItsTimeoutIsKilledAndTheNextCallGetsANewEnvironment(Account account) {
        var body = "import time\ndef handler(event, context):\n    time.sleep(event['s'])\n    return 'done'";
        account.apply(Manifests.pythonFunction("slow", body).replace("timeout: 10", "timeout: 1"));
        awaitReady(account, "slow");

        var late = account.invoke("slow", "{\"s\":30}");
        var next = account.invoke("slow", "{\"s\":0}");

        assertThat(late.functionError()).isEqualTo("Unhandled");
        assertThat(late.payload().asUtf8String())
                .contains("\"errorType\":\"Sandbox.Timedout\"", "Task timed out after 1.00 seconds");
        assertThat(next.functionError()).isNull();
        assertThat(next.payload().asUtf8String()).isEqualTo("\"done\"");
    }

    @Test
    void aProcessThatExitsIsReportedAsOnAws(Account account) {
        account.apply(Manifests.pythonFunction("exiting", "import os\ndef handler(e, c):\n    os._exit(e['code'])"));
        awaitReady(account, "exiting");

        assertThat(account.invoke("exiting", "{\"code\":127}").payload().asUtf8String())
                .contains("Runtime.ExitError", "Runtime exited with error: exit status 127");
        assertThat(account.invoke("exiting", "{\"code\":0}").payload().asUtf8String())
                .contains("Runtime.ExitError", "Runtime exited without providing a reason");
    }

    @Test
    void aWrapperThatIsNotThereEndsTheRuntimeAsOnAws(Account account) {
        account.apply(Manifests.pythonFunction("unwrapped", "def handler(event, context):\n    return 1")
                .replace("timeout: 10", "environment: {variables: {AWS_LAMBDA_EXEC_WRAPPER: /opt/missing}}"));
        awaitReady(account, "unwrapped");

        assertThat(account.invoke("unwrapped", "{}").payload().asUtf8String())
                .contains("Runtime.ExitError", "Runtime exited with error: exit status 127");
    }

    @Test
    void anInitOverTenSecondsAndTheTimeoutIsATimeOut(Account account) {
        var body = "import time\ntime.sleep(12)\ndef handler(event, context):\n    return 1";
        account.apply(Manifests.pythonFunction("slow-init", body).replace("timeout: 10", "timeout: 3"));
        awaitReady(account, "slow-init");

        assertThat(account.invoke("slow-init", "{}").payload().asUtf8String())
                .contains("Sandbox.Timedout", "Task timed out after 3.00 seconds");
    }

    @Test
    void aHandlerThatDoesNotExistIsAnInitError(Account account) {
        account.apply(Manifests.pythonFunction("nohandler", "def other(event, context):\n    return 1"));
        awaitReady(account, "nohandler");

        var answer = account.invoke("nohandler", "{}");

        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asUtf8String()).contains("Runtime.HandlerNotFound", "handler");
    }

    /** As on AWS: such a function is Active, and whoever calls it learns what is wrong with it. */
    @Test
    void anImageThatCrashesFromTheFirstStartOnAnswersWithTheErrorOfItsInitialisation(Account account) {
        String image = Manifests.imageFunction("crashing", "registry.davit.dev/example-python-image:0.1.0-dev");
        account.apply(image + "  imageConfig: {command: [nowhere.handler]}\n");
        // Beside other stories the cluster may be full for a while, and the function says that first.
        var crashing = account.await(
                Function.class,
                "crashing",
                SOON,
                f -> f.getStatus() != null
                        && Stories.condition(f.getStatus().conditions, "Ready")
                                .filter(ready -> "EnvironmentCrashed".equals(ready.getReason()))
                                .isPresent());
        assertThat(crashing.getStatus().state).isEqualTo("Active");
        assertThat(Stories.condition(crashing.getStatus().conditions, "Ready")).hasValueSatisfying(ready -> {
            assertThat(ready.getStatus()).isEqualTo("False");
            assertThat(ready.getMessage()).contains("exited with code 1");
        });

        for (int call = 0; call < 2; call++) {
            var answer = account.invoke("crashing", "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.functionError()).isEqualTo("Unhandled");
            assertThat(answer.payload().asUtf8String()).containsPattern("Runtime\\.(ImportModuleError|ExitError)");
        }

        account.apply(image);
        awaitReady(account, "crashing");
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                        account.invoke("crashing", "{}").functionError())
                .isNull());
    }

    @Test
    void anImageThatCrashesLateInItsInitialisationDoesNotTakeTheOldOnesPlace(Account account) {
        String image = Manifests.imageFunction("late", "registry.davit.dev/example-python-image:0.1.0-dev");
        account.apply(image);
        awaitReady(account, "late");
        account.apply(image + "  imageConfig: {entryPoint: [python3, -c, import time; time.sleep(5); exit(3)]}\n");
        var failed = account.await(Function.class, "late", SOON, f -> "Failed".equals(f.getStatus().lastUpdateStatus));
        assertThat(failed.getStatus().lastUpdateStatusReasonCode).isEqualTo("FunctionError");
        assertThat(failed.getStatus().lastUpdateStatusReason).contains("exited with code 3");
        assertThat(account.invoke("late", "{}").functionError()).isNull();
    }

    @Test
    void aCallAtWorkEndsWellAlthoughItsFunctionIsDeleted(Account account) throws Exception {
        account.apply(Manifests.imageFunctionOf("going", "print('at work', flush=True); time.sleep(4); return event"));
        awaitReady(account, "going");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = callers.submit(() -> account.invoke("going", "7"));
            Awaitility.await("the call at work").atMost(SOON).until(() -> logs(account, "going-")
                    .contains("at work"));
            account.client()
                    .resources(Function.class)
                    .inNamespace(account.namespace())
                    .withName("going")
                    .delete();
            assertThat(call.get().payload().asUtf8String()).isEqualTo("7");
        }
        Awaitility.await("its environment has gone, and its pool")
                .atMost(SOON)
                .until(() -> Stories.pools(account).stream()
                        .noneMatch(pool -> pool.getMetadata().getName().startsWith("going-")));
    }

    private static String logs(Account account, String prefix) {
        return account.pods("davit.dev/component", "environment").stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(prefix))
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .map(pod -> account.client().pods().resource(pod).getLog())
                .collect(Collectors.joining());
    }

    @Test
    void badRequestsGetAwsErrors(Account account) {
        account.apply(Manifests.pythonFunction("plain", "def handler(event, context):\n    return len(event)"));
        awaitReady(account, "plain");

        assertThatThrownBy(() -> account.invoke("absent", "{}"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:");
        assertThatThrownBy(() -> account.invoke("plain", "not json"))
                .isInstanceOfSatisfying(
                        LambdaException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestContentException"));
        assertThatThrownBy(() -> account.lambda()
                        .invoke(r -> r.functionName("plain").payload(SdkBytes.fromByteArray(new byte[7 << 20]))))
                .isInstanceOfSatisfying(
                        LambdaException.class, e -> assertThat(e.statusCode()).isEqualTo(413));
    }

    @Test
    void environmentsOfAnIdleFunctionAreGivenBack(Account account) {
        account.apply(Manifests.pythonFunction("idle", "def handler(event, context):\n    return 1")
                .replace("timeout: 10", "timeout: 10\n  idleTimeoutSeconds: 2"));
        awaitReady(account, "idle");
        account.invoke("idle", "{}");
        Awaitility.await().atMost(SOON).until(() -> claimed(account, "idle"), pods -> pods.size() == 1);

        Awaitility.await().atMost(SOON).until(() -> claimed(account, "idle"), List::isEmpty);

        assertThat(account.invoke("idle", "{}").functionError()).isNull();
    }

    /** Pods that the gateway has claimed for the function, as far as they are still there. */
    private static List<String> claimed(Account account, String function) {
        var pods = account.pods("davit.dev/component", "environment").stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .toList();
        return Stories.claims(account).stream()
                .filter(claim -> claim.revision.startsWith(function + "-") && pods.contains(claim.pod))
                .map(claim -> claim.pod)
                .toList();
    }

    private static void awaitReady(Account account, String function) {
        account.await(Function.class, function, SOON, Stories::isReady);
    }
}
