package dev.davit.gateway.http.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RuntimeHttpTest {

    private static final PoolKey GENERIC = new PoolKey(Testbed.NAMESPACE, "python-128");
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        testbed.pool(GENERIC, null, null);
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static PlainHttp runtime() {
        return PlainHttp.to(testbed.runtimePort());
    }

    private static Map<String, String> as(String pod) {
        return Map.of("Host", Testbed.host(pod));
    }

    private static CompletableFuture<PlainHttp.Answer> invoke(String function, String body) {
        return testbed.invokeLater(function, body);
    }

    @Test
    void letsNobodyInWhoIsNotProven() {
        for (String host : new String[] {
            "localhost",
            "gateway:9001",
            "pod-1.team-a." + "a".repeat(32) + ".rt.davit:9001",
            Testbed.host("pod-1").replace("pod-1", "pod-2")
        }) {
            try (PlainHttp http = runtime()) {
                PlainHttp.Answer answer = http.send("GET", FakeRuntime.NEXT, Map.of("Host", host), null);
                assertThat(answer.status()).as(host).isEqualTo(403);
            }
        }
        try (PlainHttp http = runtime()) {
            assertThat(http.send("GET", "/2018-06-01/ping", as("pod-1"), null).text())
                    .isEqualTo("pong");
        }
    }

    @Test
    void letsNobodyInFromAnotherPodsAddress() {
        RevisionEntry far = testbed.imageFunction("far", 3);
        testbed.gateway()
                .feed()
                .put(new dev.davit.gateway.catalog.PodEntry(
                        Testbed.NAMESPACE,
                        "far-a",
                        far.pool(),
                        PodPhase.RUNNING,
                        false,
                        java.util.List.of("10.1.2.3"),
                        null,
                        false));
        try (PlainHttp http = runtime()) {
            Awaitility.await().untilAsserted(() -> assertThat(http.send("GET", "/2018-06-01/ping", as("far-a"), null)
                            .status())
                    .isEqualTo(403));
        }
    }

    @Test
    void tellsAClaimedEnvironmentWhatToBecome() throws Exception {
        testbed.function("hello", GENERIC.name(), false, 3, Map.of("app.py", "def handler(e, c):\n  return \"é\""));
        testbed.pod(GENERIC, "generic-a", PodPhase.RUNNING, null);
        try (PlainHttp http = runtime()) {
            http.write(PlainHttp.request("GET", FakeRuntime.STANDBY, as("generic-a"), null));
            CompletableFuture<PlainHttp.Answer> call = invoke("hello", "{\"name\":\"x\"}");
            PlainHttp.Answer assignment = http.receive();
            assertThat(assignment.status()).isEqualTo(200);
            assertThat(assignment.header("Content-Type")).isEqualTo("application/json");
            assertThat(assignment.text())
                    .startsWith("{\"functionName\":\"hello\",\"functionVersion\":\"$LATEST\",\"revision\":\"hello-1\","
                            + "\"handler\":\"app.handler\",\"timeout\":3,\"memorySize\":128,\"environment\":{")
                    .contains("\"GREETING\":\"hej\"")
                    .contains("\"AWS_LAMBDA_FUNCTION_NAME\":\"hello\"")
                    .contains("\"AWS_LAMBDA_FUNCTION_VERSION\":\"$LATEST\"")
                    .contains("\"_HANDLER\":\"app.handler\"")
                    .endsWith("\"code\":{\"inline\":{\"app.py\":\"def handler(e, c):\\n  return \\\"é\\\"\"}}}");
            PlainHttp.Answer event = http.send("GET", FakeRuntime.NEXT, as("generic-a"), null);
            assertThat(event.text()).isEqualTo("{\"name\":\"x\"}");
            String id = event.header("Lambda-Runtime-Aws-Request-Id");
            PlainHttp.Answer posted = http.send("POST", INVOCATION + id + "/response", as("generic-a"), "\"hej\"");
            assertThat(posted.status()).isEqualTo(202);
            assertThat(posted.text()).isEqualTo("{\"status\":\"OK\"}\n");
            assertThat(call.get().text()).isEqualTo("\"hej\"");
        }
    }

    @Test
    void readsCodeThatIsNotInTheCatalog() {
        testbed.function("big", GENERIC.name(), false, 3, null);
        testbed.pod(GENERIC, "generic-big", PodPhase.RUNNING, null);
        try (PlainHttp http = runtime()) {
            http.write(PlainHttp.request("GET", FakeRuntime.STANDBY, as("generic-big"), null));
            invoke("big", "{}");
            assertThat(http.receive().text()).contains("{\"inline\":{\"big.py\":\"loaded\"}}");
        }
    }

    @Test
    void failsTheCallWithThePostedInitError() throws Exception {
        RevisionEntry broken = testbed.imageFunction("broken", 3);
        testbed.pod(broken.poolKey(), "broken-a", PodPhase.RUNNING, null);
        int before = testbed.gateway().inFlight();
        CompletableFuture<PlainHttp.Answer> call = invoke("broken", "{}");
        Awaitility.await().until(() -> testbed.gateway().inFlight() > before);
        String error =
                "{\"errorMessage\":\"Unable to import module 'app'\",\"errorType\":\"Runtime.ImportModuleError\"}";
        try (PlainHttp http = runtime()) {
            PlainHttp.Answer posted = http.send("POST", INIT_ERROR, as("broken-a"), error);
            assertThat(posted.status()).isEqualTo(202);
            assertThat(http.send("GET", FakeRuntime.NEXT, as("broken-a"), null).status())
                    .isEqualTo(403);
        }
        assertThat(call.get().status()).isEqualTo(200);
        assertThat(call.get().header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        assertThat(call.get().text()).isEqualTo(error);
        Awaitility.await().untilAsserted(() -> assertThat(
                        testbed.demands.get(broken.poolKey()).retire())
                .containsExactly("broken-a"));
    }

    @Test
    void refusesWrongOrderAndWrongRequestsInTheEmulatorsWords() throws Exception {
        RevisionEntry strict = testbed.imageFunction("strict", 3);
        testbed.pod(strict.poolKey(), "strict-a", PodPhase.RUNNING, null);
        try (PlainHttp http = runtime()) {
            CompletableFuture<PlainHttp.Answer> call = invoke("strict", "{}");
            PlainHttp.Answer event = http.send("GET", FakeRuntime.NEXT, as("strict-a"), null);
            String id = event.header("Lambda-Runtime-Aws-Request-Id");

            PlainHttp.Answer stale = http.send("POST", INVOCATION + "other/response", as("strict-a"), "1");
            assertThat(stale.status()).isEqualTo(400);
            assertThat(stale.text())
                    .isEqualTo("{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}\n");

            PlainHttp.Answer late = http.send("POST", INIT_ERROR, as("strict-a"), "{}");
            assertThat(late.status()).isEqualTo(403);
            assertThat(late.text())
                    .isEqualTo("{\"errorMessage\":\"State transition from Running to InitError failed for runtime."
                            + " Error: State transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}\n");

            PlainHttp.Answer again = http.send("GET", FakeRuntime.NEXT, as("strict-a"), null);
            assertThat(again.header("Lambda-Runtime-Aws-Request-Id")).isEqualTo(id);

            assertThat(http.send("POST", INVOCATION + id + "/error", as("strict-a"), "{\"errorType\":\"E\"}")
                            .status())
                    .isEqualTo(202);
            PlainHttp.Answer twice = http.send("POST", INVOCATION + id + "/response", as("strict-a"), "1");
            assertThat(twice.status()).isEqualTo(403);
            assertThat(twice.text()).contains("InvalidStateTransition").contains("ResponseSent to InvocationResponse");
            assertThat(call.get().header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        }
    }

    /** A retry of an event has the request id of the first try. */
    @Test
    void refusesAnAnswerToAnEarlierHandOut() throws Exception {
        RevisionEntry echoing = testbed.imageFunction("Echoing", 3);
        testbed.pod(echoing.poolKey(), "echoing-a", PodPhase.RUNNING, null);
        CompletableFuture<PlainHttp.Answer> call = invoke("Echoing", "1");
        try (PlainHttp http = runtime()) {
            PlainHttp.Answer event = http.send("GET", FakeRuntime.NEXT, as("echoing-a"), null);
            String path = INVOCATION + event.header("Lambda-Runtime-Aws-Request-Id") + "/response";
            PlainHttp.Answer stale = http.send("POST", path, echoing("another"), "1");
            assertThat(stale.status()).isEqualTo(410);
            assertThat(stale.text())
                    .isEqualTo("{\"errorMessage\":\"Invoke timeout\",\"errorType\":\"InvokeTimeout\"}\n");
            assertThat(http.send("POST", path, echoing(event.header("Lambda-Runtime-Invocation-Id")), "2")
                            .status())
                    .isEqualTo(202);
        }
        assertThat(call.get().text()).isEqualTo("2");
    }

    @Test
    void answersAnOutcomeTogetherWithThePollThatFollows() throws Exception {
        RevisionEntry ahead = testbed.imageFunction("ahead", 3);
        testbed.pod(ahead.poolKey(), "ahead-a", PodPhase.RUNNING, null);
        CompletableFuture<PlainHttp.Answer> call = invoke("ahead", "1");
        try (PlainHttp http = runtime()) {
            PlainHttp.Answer event = http.send("GET", FakeRuntime.NEXT, as("ahead-a"), null);
            for (int i = 1; i <= 3; i++) {
                String path = INVOCATION + event.header("Lambda-Runtime-Aws-Request-Id") + "/response";
                var head = Map.of("Host", Testbed.host("ahead-a"), "Davit-Poll-Follows", "true");
                http.write(PlainHttp.request("POST", path, head, event.body()));
                assertThat(call.get().text()).isEqualTo(String.valueOf(i));
                assertThat(http.isSilent()).isTrue();
                http.write(PlainHttp.request("GET", FakeRuntime.NEXT, as("ahead-a"), null));
                call = invoke("ahead", String.valueOf(i + 1));
                assertThat(http.receive().status()).isEqualTo(202);
                event = http.receive();
                assertThat(event.text()).isEqualTo(String.valueOf(i + 1));
            }
        }
    }

    private static Map<String, String> echoing(String handOut) {
        return Map.of("Host", Testbed.host("echoing-a"), "Lambda-Runtime-Invocation-Id", handOut);
    }

    @Test
    void aProgramThatCannotBeStartedIsToldWithTheRequest() throws Exception {
        testbed.function("Unstartable", GENERIC.name(), false, 3, Map.of("bootstrap", "?"));
        testbed.pod(GENERIC, "unstartable-a", PodPhase.RUNNING, null);
        try (PlainHttp http = runtime()) {
            http.write(PlainHttp.request("GET", FakeRuntime.STANDBY, as("unstartable-a"), null));
            CompletableFuture<PlainHttp.Answer> call = invoke("Unstartable", "1");
            http.receive();
            http.send(
                    "POST",
                    INIT_ERROR,
                    as("unstartable-a"),
                    "{\"errorType\":\"Runtime.InvalidEntrypoint\","
                            + "\"errorMessage\":\"fork/exec /var/task/bootstrap: permission denied\"}");
            PlainHttp.Answer answer = call.get();
            assertThat(answer.text())
                    .isEqualTo("{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: "
                            + answer.header("x-amzn-RequestId")
                            + " Error: fork/exec /var/task/bootstrap: permission denied\"}");
        }
    }

    @Test
    void nobodyAnswersForAnother() throws Exception {
        RevisionEntry one = testbed.imageFunction("one", 3);
        testbed.pod(one.poolKey(), "one-a", PodPhase.RUNNING, null);
        testbed.pod(one.poolKey(), "one-b", PodPhase.RUNNING, null);
        try (PlainHttp a = runtime();
                PlainHttp b = runtime()) {
            CompletableFuture<PlainHttp.Answer> call = invoke("one", "{}");
            String id = a.send("GET", FakeRuntime.NEXT, as("one-a"), null).header("Lambda-Runtime-Aws-Request-Id");
            assertThat(b.send("POST", INVOCATION + id + "/response", as("one-b"), "\"forged\"")
                            .status())
                    .isEqualTo(400);
            a.send("POST", INVOCATION + id + "/response", as("one-a"), "\"true\"");
            assertThat(call.get().text()).isEqualTo("\"true\"");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsToldAsTruncated() throws Exception {
        RevisionEntry cut = testbed.imageFunction("cut", 30);
        testbed.pod(cut.poolKey(), "cut-a", PodPhase.RUNNING, null);
        CompletableFuture<PlainHttp.Answer> call = invoke("cut", "{}");
        try (PlainHttp http = runtime()) {
            PlainHttp.Answer event = http.send("GET", FakeRuntime.NEXT, as("cut-a"), null);
            String id = event.header("Lambda-Runtime-Aws-Request-Id");
            byte[] whole =
                    PlainHttp.request("POST", INVOCATION + id + "/response", as("cut-a"), "\"whole\"".getBytes(UTF_8));
            http.write(Arrays.copyOf(whole, whole.length - 3));
        }
        assertThat(call.get(10, TimeUnit.SECONDS).text()).contains("\"errorType\":\"Runtime.TruncatedResponse\"");
    }

    @Test
    void tellsTheRuntimeThatItsAnswerWasTooLarge() {
        RevisionEntry large = testbed.imageFunction("large", 3);
        testbed.pod(large.poolKey(), "large-a", PodPhase.RUNNING, null);
        try (PlainHttp http = runtime()) {
            invoke("large", "{}");
            String id = http.send("GET", FakeRuntime.NEXT, as("large-a"), null).header("Lambda-Runtime-Aws-Request-Id");
            PlainHttp.Answer answer =
                    http.send("POST", INVOCATION + id + "/response", as("large-a"), "x".repeat(6_291_557));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text())
                    .isEqualTo("{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\","
                            + "\"errorType\":\"RequestEntityTooLarge\"}\n");
            http.write(PlainHttp.request("GET", FakeRuntime.NEXT, as("large-a"), null));
            invoke("large", "{\"second\":true}");
            assertThat(http.receive().text()).isEqualTo("{\"second\":true}");
        }
    }

    @Test
    void knowsNoOtherPath() {
        try (PlainHttp http = runtime()) {
            assertThat(http.send("GET", "/2018-06-01/runtime/other", as("pod-1"), null)
                            .status())
                    .isEqualTo(404);
            assertThat(http.send("POST", FakeRuntime.NEXT, as("pod-1"), "").status())
                    .isEqualTo(404);
        }
    }
}
