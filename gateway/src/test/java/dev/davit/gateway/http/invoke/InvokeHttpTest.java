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
    void aFunctionWithoutVersionsHasNoneThatWasPublishedLast() {
        testbed.imageFunction("Unpublished", 3);
        assertError(
                testbed.invoke("Unpublished:$LATEST.PUBLISHED", "{}"),
                400,
                "NoPublishedVersionException",
                "{\"Type\":\"User\",\"Message\":\"The function has no published versions available.\"}");
    }

    private static PlainHttp.Answer post(String path, String body) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            return http.send("POST", path, Map.of("X-Test-Caller", Testbed.NAMESPACE), body);
        }
    }

    private static void assertError(PlainHttp.Answer answer, int status, String type, String body) {
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo(type);
        assertThat(answer.header("x-amzn-RequestId")).hasSize(36);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void refusesAsAwsDoes() {
        assertError(
                testbed.invoke("nope", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "nope\"}");
        assertError(
                testbed.invoke("Echo:9", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Function not found: " + ARN + "Echo:9\"}");
        assertError(
                post("/2015-03-31/functions/Echo:7/invocations?Qualifier=8", "{}"),
                400,
                "InvalidParameterValueException",
                "{\"Type\":\"User\",\"message\":\"The derived qualifier from the function name does not match the"
                        + " specified qualifier.\"}");
        assertError(
                testbed.invoke("arn:aws:lambda:eu-west-1:" + Testbed.ACCOUNT + ":function:Echo", "{}"),
                404,
                "ResourceNotFoundException",
                "{\"Type\":\"User\",\"Message\":\"Functions from 'eu-west-1' are not reachable in this region"
                        + " ('us-east-1')\"}");
        assertError(
                testbed.invoke("Echo", Map.of("X-Amz-Invocation-Type", "Sometimes"), "{}"),
                400,
                "ValidationException",
                "{\"message\":\"1 validation error detected: Value 'Sometimes' at 'invocationType' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]\"}");
        assertThat(testbed.invoke("no%20name", "{}").header("x-amzn-ErrorType")).isEqualTo("ValidationException");
    }

    @Test
    void tellsEverythingThatIsWrongWithARequestAtOnce() {
        Map<String, String> headers = Map.of("X-Amz-Invocation-Type", "Sometimes", "X-Amz-Log-Type", "Head");
        String enums = "Value 'Sometimes' at 'invocationType' failed to satisfy constraint: Member must satisfy enum"
                + " value set: [Event, RequestResponse, DryRun]; Value 'Head' at 'logType' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [None, Tail]";
        assertError(
                testbed.invoke("Echo", headers, "{}"),
                400,
                "ValidationException",
                "{\"message\":\"2 validation errors detected: " + enums + "\"}");
        assertThat(testbed.invoke("no%20name", headers, "{}").text())
                .startsWith("{\"message\":\"3 validation errors detected: Value 'no name' at 'functionName' failed to")
                .endsWith("; " + enums + "\"}");
    }

    @Test
    void aHeaderWithoutValueIsNone() {
        Map<String, String> empty =
                Map.of("X-Amz-Invocation-Type", "", "X-Amz-Log-Type", "", "X-Amz-Client-Context", "");
        PlainHttp.Answer answer = testbed.invoke("Echo", empty, "{}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Amz-Log-Result")).isNull();
        assertThat(SEEN.get().header("Lambda-Runtime-Client-Context")).isNull();
    }

    @Test
    void refusesAClientContextThatIsNoJsonObjectWhateverTheInvocationType() {
        String[] contexts = {"%%%", "bm90IGpzb24=", "bnVsbA==", "W10=", "eyJhIjoxfXt9"};
        for (String type : new String[] {"RequestResponse", "Event", "DryRun"}) {
            for (String context : contexts) {
                assertError(
                        testbed.invoke(
                                "Echo", Map.of("X-Amz-Invocation-Type", type, "X-Amz-Client-Context", context), "{}"),
                        400,
                        "InvalidRequestContentException",
                        "{\"Type\":\"User\",\"message\":\"Client context must be a valid Base64-encoded JSON"
                                + " object.\"}");
            }
        }
    }

    @Test
    void refusesWhoIsNotProvenOrNotAllowed() {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            PlainHttp.Answer answer =
                    http.send("POST", "/2015-03-31/functions/Echo/invocations", Map.of(), "not even json");
            assertError(
                    answer,
                    403,
                    "MissingAuthenticationTokenException",
                    "{\"message\":\"Missing Authentication Token\"}");
        }
        assertError(
                testbed.invoke("forbidden", "{}"),
                403,
                "AccessDeniedException",
                "{\"Message\":\"User: arn:aws:iam::" + Testbed.ACCOUNT
                        + ":user/shop is not authorized to perform: lambda:InvokeFunction on resource: " + ARN
                        + "forbidden because no identity-based policy allows the lambda:InvokeFunction action\"}");
        assertThat(testbed.invoke("arn:aws:lambda:us-east-1:123456789012:function:Echo", "{}")
                        .header("x-amzn-ErrorType"))
                .isEqualTo("AccessDeniedException");
        assertThat(testbed.invoke("Echo", Map.of("X-Test-Caller", "nobody"), "{}")
                        .text())
                .contains("X-Davit-Namespace");
        assertThat(testbed.invoke(ARN + "Echo", Map.of("X-Test-Caller", "nobody"), "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsNoOtherOperation() {
        assertThat(post("/2015-03-31/elsewhere/", "{}").header("x-amzn-ErrorType"))
                .isEqualTo("UnknownOperationException");
        assertThat(post("/2015-03-31/functions/a/b/invocations", "{}").status()).isEqualTo(404);
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            assertThat(http.send(
                                    "GET",
                                    "/2015-03-31/functions/Echo/invocations",
                                    Map.of("X-Test-Caller", Testbed.NAMESPACE),
                                    null)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesWhatIsNotJsonInJacksonsWords() {
        assertError(
                testbed.invoke("Echo", "notJson"),
                400,
                "InvalidRequestContentException",
                "{\"Type\":\"User\",\"message\":\"Could not parse request body into json: Could not parse payload into"
                        + " json: Unrecognized token 'notJson': was expecting (JSON String, Number, Array, Object or"
                        + " token 'null', 'true' or 'false')\\n at [Source: (byte[])\\\"notJson\\\"; line: 1, column:"
                        + " 1]\"}");
        for (String bad : new String[] {"{", "{\"a\":}", "[1,]", "{} {}", "\"open", "{\"a\":1}x", " ", "'a'", "01"}) {
            assertThat(testbed.invoke("Echo", bad).status()).as(bad).isEqualTo(400);
        }
        for (String good : new String[] {"1", "null", "\"x\"", " {} ", "[]", "true"}) {
            assertThat(testbed.invoke("Echo", good).status()).as(good).isEqualTo(200);
        }
    }

    @Test
    void enforcesThePayloadLimitToTheByteWhileStreaming() {
        String largest = "\"" + "x".repeat(LIMIT - 2) + "\"";
        assertThat(testbed.invoke("Echo", largest).body()).hasSize(LIMIT);
        assertError(
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
        assertError(
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
        assertError(
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
