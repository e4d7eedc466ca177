package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.catalog.VersionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InvokeHttpTest {

    private static final String TRACE =
            "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=1:a:0";

    private static final String ARN = "arn:aws:lambda:us-east-1:" + Testbed.ACCOUNT + ":function:";
    private static final int LIMIT = 6_291_556;

    private static Testbed testbed;
    private static final AtomicReference<PlainHttp.Answer> SEEN = new AtomicReference<>();

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        RevisionEntry echo = testbed.imageFunction("Echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", event -> {
            SEEN.set(event);
            return FakeRuntime.Reply.response(event.text());
        });
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static String recorded(String type, String id, String message) {
        return "{\"errorType\":\"" + type + "\",\"errorMessage\":\"RequestId: " + id + " Error: " + message + "\"}";
    }

    @Test
    void answersWithAwsHeadersAndTheFunctionsOwnBytes() {
        PlainHttp.Answer answer = testbed.invoke("Echo", "{\"a\": [1, 2.5e3, \"\\u00e9\", null]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"a\": [1, 2.5e3, \"\\u00e9\", null]}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
        assertThat(answer.header("x-amzn-RequestId")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answer.header("X-Amz-Function-Error")).isNull();
        assertThat(SEEN.get().header("Lambda-Runtime-Aws-Request-Id")).isEqualTo(answer.header("x-amzn-RequestId"));
    }

    @Test
    void tellsTheRuntimeWhatAwsTells() {
        String context =
                Base64.getEncoder().encodeToString("{\"custom\":\n{\"x\":\"é\"}}".getBytes(StandardCharsets.UTF_8));
        testbed.invoke("Echo", Map.of("X-Amz-Client-Context", context, "X-Amzn-Trace-Id", TRACE), "{}");
        PlainHttp.Answer event = SEEN.get();
        assertThat(event.header("Lambda-Runtime-Invoked-Function-Arn")).isEqualTo(ARN + "Echo");
        assertThat(event.header("Lambda-Runtime-Trace-Id")).isEqualTo(TRACE);
        assertThat(event.header("Lambda-Runtime-Client-Context")).isEqualTo("{\"custom\": {\"x\":\"\\u00e9\"}}");
        long deadline = Long.parseLong(event.header("Lambda-Runtime-Deadline-Ms"));
        assertThat(deadline - System.currentTimeMillis()).isBetween(1500L, 3000L);
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(testbed.invoke("Echo", "").text()).isEqualTo("{}");
    }

    @Test
    void namesFunctionsInEveryForm() {
        testbed.gateway()
                .feed()
                .put(new VersionEntry(new FunctionKey(Testbed.NAMESPACE, "Echo"), "echo-7", "7", "Echo-1", 0));
        testbed.gateway()
                .feed()
                .put(AliasEntry.of(new FunctionKey(Testbed.NAMESPACE, "Echo"), "echo-live", "live", "7"));
        for (String name : new String[] {
            "Echo",
            "Echo:$LATEST",
            "Echo%3A%24LATEST",
            "function:Echo",
            Testbed.ACCOUNT + ":function:Echo",
            Testbed.ACCOUNT + ":Echo",
            "us-east-1:function:Echo",
            "us-east-1:" + Testbed.ACCOUNT + ":Echo:$LATEST",
            "arn:aws:lambda:Echo",
            ARN + "Echo",
            (ARN + "Echo").replace(":", "%3A")
        }) {
            PlainHttp.Answer answer = testbed.invoke(name, "{}");
            assertThat(answer.status()).as(name).isEqualTo(200);
            assertThat(answer.header("X-Amz-Executed-Version")).as(name).isEqualTo("$LATEST");
        }
        for (String name : new String[] {"Echo:7", "Echo:live", ARN + "Echo:live"}) {
            PlainHttp.Answer answer = testbed.invoke(name, "{}");
            assertThat(answer.header("X-Amz-Executed-Version")).as(name).isEqualTo("7");
        }
        assertThat(SEEN.get().header("Lambda-Runtime-Invoked-Function-Arn")).isEqualTo(ARN + "Echo:live");
        PlainHttp.Answer published = testbed.invoke("Echo:$LATEST.PUBLISHED", "{}");
        assertThat(published.header("X-Amz-Executed-Version")).isEqualTo("7");
    }

    @Test
    void enforcesThePayloadLimitToTheByteWhileStreaming() {
        String largest = "\"" + "x".repeat(LIMIT - 2) + "\"";
        assertThat(testbed.invoke("Echo", largest).body()).hasSize(LIMIT);
        InvokeRefusalsHttpTest.assertError(
                testbed.invoke("Echo", largest + " "),
                413,
                "RequestEntityTooLargeException",
                "{\"Message\":\"Request must be smaller than 6291456 bytes for the InvokeFunction" + " operation\"}");
        assertThat(chunked(7 << 20).status()).isEqualTo(413);
    }

    /** Sends chunks and stops to send once the gateway has answered. */
    private static PlainHttp.Answer chunked(int bytes) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(("POST /2015-03-31/functions/Echo/invocations HTTP/1.1\r\nHost: x\r\nX-Test-Caller: team-a\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < bytes; sent += 0x10000) {
                http.write(chunk);
            }
            return http.receive();
        }
    }

    @Test
    void dryRunsWithoutRunningAndHasNoEventsYet() {
        SEEN.set(null);
        PlainHttp.Answer dry = testbed.invoke("Echo", Map.of("X-Amz-Invocation-Type", "DryRun"), "{}");
        assertThat(dry.status()).isEqualTo(204);
        assertThat(dry.body()).isEmpty();
        assertThat(SEEN.get()).isNull();
        PlainHttp.Answer event = testbed.invoke("Echo", Map.of("X-Amz-Invocation-Type", "Event"), "{}");
        assertThat(event.status()).isEqualTo(400);
        assertThat(event.text()).contains("Event invocations are not available");
    }

    @Test
    void refusesFunctionsThatAreNotActive() {
        testbed.imageFunction("starting", 3);
        testbed.state("starting", FunctionState.PENDING);
        InvokeRefusalsHttpTest.assertError(
                testbed.invoke("starting", "{}"),
                409,
                "ResourceConflictException",
                "{\"Type\":\"User\",\"message\":\"The operation cannot be performed at this time. The function is"
                        + " currently in the following state: Pending\"}");
        testbed.state("starting", FunctionState.FAILED);
        assertThat(testbed.invoke("starting", "{}").text()).contains("state: Failed");
    }

    @Test
    void waitsAMomentForAFunctionThatIsAboutToBeActive() {
        testbed.imageFunction("almost", 3);
        testbed.state("almost", FunctionState.PENDING);
        var answer = CompletableFuture.supplyAsync(
                () -> testbed.invoke("almost", Map.of("X-Amz-Invocation-Type", "DryRun"), "{}"));
        assertThat(answer).isNotDone();
        testbed.state("almost", FunctionState.ACTIVE);
        assertThat(answer).succeedsWithin(Duration.ofSeconds(5)).satisfies(a -> assertThat(a.status())
                .isEqualTo(204));
    }

    @Test
    void passesAFunctionsErrorOn() {
        RevisionEntry raises = testbed.imageFunction("raises", 3);
        String error = "{\"errorMessage\":\"no\",\"errorType\":\"ValueError\",\"stackTrace\":[]}";
        testbed.environment(raises.poolKey(), "raises-a", event -> FakeRuntime.Reply.error(error));
        PlainHttp.Answer answer = testbed.invoke("raises", "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(answer.text()).isEqualTo(error);
    }

    @Test
    void endsWhatTakesTooLong() {
        RevisionEntry slow = testbed.imageFunction("slow", 1);
        testbed.environment(slow.poolKey(), "slow-a", event -> FakeRuntime.Reply.silence());
        PlainHttp.Answer answer = testbed.invoke("slow", "{}");
        assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(answer.text())
                .isEqualTo(recorded(
                        "Sandbox.Timedout", answer.header("x-amzn-RequestId"), "Task timed out after 1.00 seconds"));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(testbed.demands.get(slow.poolKey()).retire()).containsExactly("slow-a"));
    }

    @Test
    void saysHowACrashedEnvironmentEnded() throws Exception {
        RevisionEntry crash = testbed.imageFunction("crash", 30);
        CompletableFuture<Void> has = new CompletableFuture<>();
        testbed.environment(crash.poolKey(), "crash-a", event -> {
            has.complete(null);
            return FakeRuntime.Reply.silence();
        });
        CompletableFuture<PlainHttp.Answer> call = testbed.invokeLater("crash", "{}");
        has.join();
        testbed.pod(crash.poolKey(), "crash-a", PodPhase.FAILED, new Termination(127, "Error", null));
        PlainHttp.Answer answer = call.get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo(recorded(
                        "Runtime.ExitError",
                        answer.header("x-amzn-RequestId"),
                        "Runtime exited with error: exit status 127"));
    }

    @Test
    void refusesAnAnswerOverTheLimit() {
        RevisionEntry large = testbed.imageFunction("large", 10);
        testbed.environment(
                large.poolKey(), "large-a", event -> FakeRuntime.Reply.response("\"" + "x".repeat(LIMIT) + "\""));
        for (int i = 0; i < 2; i++) {
            PlainHttp.Answer answer = testbed.invoke("large", "{}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
            assertThat(answer.text())
                    .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload"
                            + " size exceeded maximum allowed payload size (6291556 bytes).\"}");
        }
    }

    @Test
    void failsFastWhenEnvironmentsCannotStart() {
        RevisionEntry broken = testbed.imageFunction("broken", 3);
        testbed.pool(
                new PoolKey(Testbed.NAMESPACE, "broken-1"),
                "broken-1",
                new PoolProblem("ImagePullFailed", "example.org/none: not found", null));
        PlainHttp.Answer answer = testbed.invoke("broken", "{}");
        InvokeRefusalsHttpTest.assertError(
                answer,
                502,
                "ServiceException",
                "{\"Type\":\"Service\",\"Message\":\"The function's execution environment cannot be started:"
                        + " ImagePullFailed: example.org/none: not found\"}");
        assertThat(broken.image()).isTrue();
    }

    @Test
    void aCallerWhoLeavesLeaksNoEnvironment() {
        RevisionEntry patient = testbed.imageFunction("patient", 5);
        CompletableFuture<Void> leave = new CompletableFuture<>();
        testbed.environment(patient.poolKey(), "patient-a", event -> {
            if (event.text().contains("leave")) {
                leave.join();
            }
            return FakeRuntime.Reply.response("\"done\"");
        });
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(PlainHttp.request(
                    "POST",
                    "/2015-03-31/functions/patient/invocations",
                    Map.of("X-Test-Caller", Testbed.NAMESPACE),
                    "{\"leave\":1}".getBytes(StandardCharsets.UTF_8)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> testbed.gateway().inFlight() == 1);
        }
        leave.complete(null);
        assertThat(testbed.invoke("patient", "{}").text()).isEqualTo("\"done\"");
    }
}
