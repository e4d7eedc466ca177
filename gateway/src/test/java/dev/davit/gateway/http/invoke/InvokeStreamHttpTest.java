package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.testbed.EventStream;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers and runtimes see of a streamed answer. */
class InvokeStreamHttpTest {

    private static final long MOST = 40 << 20;
    private static final String JSON_ERROR = "{\"errorType\":\"Error\",\"errorMessage\":\"böse\",\"trace\":[]}";

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start(new StreamLimits(MOST, 30 << 20, 20 << 20));
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static StreamingRuntime runtime(RevisionEntry revision) {
        String pod = revision.functionName() + "-a";
        testbed.pod(revision.poolKey(), pod, PodPhase.RUNNING, null);
        return StreamingRuntime.poll(testbed.runtimePort(), Testbed.host(pod));
    }

    private static String path(String function) {
        return "/2021-11-15/functions/" + function + "/response-streaming-invocations";
    }

    private static PlainHttp stream(String function, Map<String, String> headers) {
        PlainHttp http = PlainHttp.to(testbed.invokePort());
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Test-Caller", Testbed.NAMESPACE);
        http.write(PlainHttp.request("POST", path(function), all, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        return http;
    }

    private static PlainHttp stream(String function) {
        return stream(function, Map.of());
    }

    private static List<EventStream.Message> messages(PlainHttp.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.amazon.eventstream");
        return EventStream.read(answer.body());
    }

    private static EventStream.Message chunk(PlainHttp http) {
        return EventStream.read(http.chunk()).getFirst();
    }

    @Test
    void passesEachPieceOnBeforeTheNextIsMade() {
        RevisionEntry hello = testbed.imageFunction("hello", 10);
        try (StreamingRuntime runtime = runtime(hello);
                PlainHttp caller = stream("hello")) {
            assertThat(runtime.event().text()).isEqualTo("{\"a\":1}");
            runtime.begin("text/plain").write("one ");
            PlainHttp.Answer head = caller.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
            assertThat(head.header("x-amzn-RequestId"))
                    .isEqualTo(runtime.event().header("Lambda-Runtime-Aws-Request-Id"));
            EventStream.Message first = chunk(caller);
            assertThat(first.headers())
                    .containsEntry(":message-type", "event")
                    .containsEntry(":event-type", "PayloadChunk")
                    .containsEntry(":content-type", "application/octet-stream");
            assertThat(first.text()).isEqualTo("one ");
            runtime.write("two");
            assertThat(chunk(caller).text()).isEqualTo("two");
            assertThat(runtime.end().status()).isEqualTo(202);
            EventStream.Message last = chunk(caller);
            assertThat(last.type()).isEqualTo("InvokeComplete");
            assertThat(last.headers()).containsEntry(":content-type", "application/json");
            assertThat(last.text()).isEqualTo("{}");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void theEnvironmentGoesOnAfterwards() {
        RevisionEntry again = testbed.imageFunction("again", 10);
        try (StreamingRuntime runtime = runtime(again)) {
            for (int i = 0; i < 3; i++) {
                try (PlainHttp caller = stream("again")) {
                    runtime.begin("text/plain").write("x").end();
                    assertThat(messages(caller.receive())).hasSize(2);
                }
                runtime.pollAgain();
            }
        }
    }

    @Test
    void aFunctionThatDoesNotStreamIsOneChunk() {
        RevisionEntry plain = testbed.imageFunction("plain", 10);
        testbed.environment(
                plain.poolKey(), "plain-a", event -> FakeRuntime.Reply.response("\"" + "x".repeat(300_000) + "\""));
        try (PlainHttp caller = stream("plain")) {
            List<EventStream.Message> messages = messages(caller.receive());
            assertThat(messages)
                    .extracting(EventStream.Message::type)
                    .containsExactly("PayloadChunk", "InvokeComplete");
            assertThat(messages.getFirst().payload()).hasSize(300_002);
        }
    }

    @Test
    void aFunctionsErrorBeforeAnyPieceCompletesTheStreamWithIt() {
        RevisionEntry raises = testbed.imageFunction("raises", 10);
        testbed.environment(raises.poolKey(), "raises-a", event -> FakeRuntime.Reply.error(JSON_ERROR));
        try (PlainHttp caller = stream("raises")) {
            List<EventStream.Message> messages = messages(caller.receive());
            assertThat(messages).hasSize(1);
            assertThat(messages.getFirst().text())
                    .isEqualTo("{\"ErrorCode\":\"Error\",\"ErrorDetails\":\"{\\\"errorType\\\":\\\"Error\\\","
                            + "\\\"errorMessage\\\":\\\"böse\\\",\\\"trace\\\":[]}\"}");
        }
    }

    @Test
    void anErrorInTheTrailersCompletesTheStreamWithIt() {
        RevisionEntry late = testbed.imageFunction("late", 10);
        try (StreamingRuntime runtime = runtime(late);
                PlainHttp caller = stream("late")) {
            assertThat(runtime.begin("text/plain")
                            .write("so far")
                            .fail("Error", JSON_ERROR)
                            .status())
                    .isEqualTo(202);
            List<EventStream.Message> messages = messages(caller.receive());
            assertThat(messages.getFirst().text()).isEqualTo("so far");
            assertThat(messages.getLast().text())
                    .startsWith("{\"ErrorCode\":\"Error\",\"ErrorDetails\":\"{")
                    .contains("böse");
        }
    }

    @Test
    void aBufferedCallerGetsOneBodyFromAStream() {
        RevisionEntry whole = testbed.imageFunction("whole", 10);
        try (StreamingRuntime runtime = runtime(whole)) {
            CompletableFuture<PlainHttp.Answer> call = testbed.invokeLater("whole", "{}");
            runtime.begin("application/json").write("{\"a\":").write("1}").end();
            assertThat(call.join().text()).isEqualTo("{\"a\":1}");
            assertThat(call.join().header("X-Amz-Function-Error")).isNull();
            runtime.pollAgain();
            call = testbed.invokeLater("whole", "{}");
            runtime.begin("application/json").write("{\"a\":").fail("Error", JSON_ERROR);
            assertThat(call.join().header("X-Amz-Function-Error")).isEqualTo("Unhandled");
            assertThat(call.join().text()).isEqualTo(JSON_ERROR);
            runtime.pollAgain();
            call = testbed.invokeLater("whole", "{}");
            runtime.begin("application/json");
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 7; i++) {
                runtime.write(megabyte);
            }
            assertThat(runtime.end().status()).isEqualTo(413);
            assertThat(call.join().text())
                    .contains("Function.ResponseSizeTooLarge")
                    .contains("6291556");
        }
    }

    @Test
    void aTimeOutInTheMiddleEndsTheStreamAndTheEnvironment() {
        RevisionEntry slow = testbed.imageFunction("slow", 1);
        try (StreamingRuntime runtime = runtime(slow);
                PlainHttp caller = stream("slow")) {
            runtime.begin("text/plain").write("so far");
            List<EventStream.Message> messages = messages(caller.receive());
            assertThat(messages.getFirst().text()).isEqualTo("so far");
            assertThat(messages.getLast().text())
                    .contains("\"ErrorCode\":\"Sandbox.Timedout\"")
                    .contains("Task timed out after 1.00 seconds");
            assertThat(runtime.end().status()).isEqualTo(400);
            Awaitility.await().untilAsserted(() -> assertThat(
                            testbed.demands.get(slow.poolKey()).retire())
                    .containsExactly("slow-a"));
        }
    }

    @Test
    void aCrashInTheMiddleEndsTheStreamWithItsCause() {
        RevisionEntry crash = testbed.imageFunction("crash", 30);
        try (StreamingRuntime runtime = runtime(crash);
                PlainHttp caller = stream("crash")) {
            runtime.begin("text/plain").write("so far");
            caller.head();
            assertThat(chunk(caller).text()).isEqualTo("so far");
            runtime.die();
            testbed.pod(crash.poolKey(), "crash-a", PodPhase.FAILED, new Termination(137, "OOMKilled", null));
            assertThat(chunk(caller).text()).contains("\"ErrorCode\":\"Runtime.OutOfMemory\"");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void aStreamThatBreaksOffEndsAsTruncated() {
        RevisionEntry breaks = testbed.imageFunction("breaks", 30);
        try (StreamingRuntime runtime = runtime(breaks);
                PlainHttp caller = stream("breaks")) {
            runtime.begin("text/plain").write("so far");
            caller.head();
            chunk(caller);
            runtime.die();
            assertThat(chunk(caller).text()).contains("\"ErrorCode\":\"Runtime.TruncatedResponse\"");
        }
    }

    @Test
    void aCallerWhoLeavesInTheMiddlePoisonsNothing() {
        RevisionEntry left = testbed.imageFunction("left", 20);
        try (StreamingRuntime runtime = runtime(left)) {
            try (PlainHttp caller = stream("left")) {
                runtime.begin("application/octet-stream").write("so far");
                caller.head();
                chunk(caller);
            }
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 20; i++) {
                runtime.write(piece);
            }
            assertThat(runtime.end().status()).isEqualTo(202);
            runtime.pollAgain();
            try (PlainHttp caller = stream("left")) {
                runtime.begin("text/plain").write("next").end();
                assertThat(messages(caller.receive()).getFirst().text()).isEqualTo("next");
            }
        }
    }

    /** The runtime can send no more than what the two connections hold while the caller does not read. */
    @Test
    void aSlowCallerHoldsTheRuntimeBack() throws Exception {
        RevisionEntry fast = testbed.imageFunction("fast", 30);
        try (StreamingRuntime runtime = runtime(fast);
                PlainHttp caller = stream("fast")) {
            runtime.begin("application/octet-stream");
            java.util.concurrent.atomic.AtomicInteger sent = new java.util.concurrent.atomic.AtomicInteger();
            CompletableFuture<PlainHttp.Answer> done = CompletableFuture.supplyAsync(
                    () -> {
                        byte[] piece = new byte[64 * 1024];
                        for (int i = 0; i < 400; i++) {
                            runtime.write(piece);
                            sent.incrementAndGet();
                        }
                        return runtime.end();
                    },
                    run -> Thread.ofPlatform().daemon().start(run));
            int[] before = {-1};
            Awaitility.await().pollInterval(Duration.ofMillis(300)).until(() -> {
                boolean still = sent.get() > 0 && sent.get() == before[0];
                before[0] = sent.get();
                return still;
            });
            assertThat(sent.get()).isLessThan(300);
            assertThat(done).isNotDone();
            long bytes = messages(caller.receive()).stream()
                    .mapToLong(message -> message.payload().length)
                    .sum();
            assertThat(bytes).isEqualTo(400L * 64 * 1024 + 2);
            assertThat(done.get().status()).isEqualTo(202);
        }
    }

    @Test
    void anAnswerOverTheLimitEndsTheStream() {
        RevisionEntry large = testbed.imageFunction("large", 30);
        try (StreamingRuntime runtime = runtime(large);
                PlainHttp caller = stream("large")) {
            CompletableFuture<PlainHttp.Answer> answer = CompletableFuture.supplyAsync(caller::receive);
            runtime.begin("application/octet-stream");
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 41; i++) {
                runtime.write(piece);
            }
            PlainHttp.Answer posted = runtime.end();
            assertThat(posted.status()).isEqualTo(413);
            assertThat(posted.text()).contains("Exceeded maximum allowed payload size (" + MOST + " bytes).");
            List<EventStream.Message> messages = messages(answer.join());
            assertThat(messages.getLast().text())
                    .contains("\"ErrorCode\":\"Function.ResponseSizeTooLarge\"")
                    .contains(MOST + " bytes");
            runtime.pollAgain();
            try (PlainHttp next = stream("large")) {
                runtime.begin("text/plain").write("small").end();
                assertThat(messages(next.receive()).getFirst().text()).isEqualTo("small");
            }
        }
    }

    @Test
    void afterTheBurstPiecesComeNoFasterThanTheRate() {
        try (Testbed paced = Testbed.start(new StreamLimits(MOST, 1 << 20, 1 << 20))) {
            RevisionEntry fast = paced.imageFunction("fast", 30);
            paced.environment(fast.poolKey(), "none", event -> FakeRuntime.Reply.silence());
            paced.pod(fast.poolKey(), "fast-a", PodPhase.RUNNING, null);
            assertThat(seconds(paced, 1 << 20)).isLessThan(0.9);
            assertThat(seconds(paced, 2 << 20)).isBetween(0.9, 5.0);
        }
    }

    private static double seconds(Testbed paced, int bytes) {
        RevisionEntry revision = paced.imageFunction("f" + bytes, 30);
        paced.pod(revision.poolKey(), "f-" + bytes, PodPhase.RUNNING, null);
        try (StreamingRuntime runtime = StreamingRuntime.poll(paced.runtimePort(), Testbed.host("f-" + bytes));
                PlainHttp caller = PlainHttp.to(paced.invokePort())) {
            caller.write(PlainHttp.request(
                    "POST", path("f" + bytes), Map.of("X-Test-Caller", Testbed.NAMESPACE), new byte[0]));
            CompletableFuture<PlainHttp.Answer> answer = CompletableFuture.supplyAsync(caller::receive);
            runtime.event();
            long start = System.nanoTime();
            runtime.begin("application/octet-stream");
            for (int i = 0; i < 2; i++) {
                runtime.write(new byte[bytes / 2]);
            }
            runtime.end();
            answer.join();
            return (System.nanoTime() - start) / 1e9;
        }
    }

    @Test
    void refusesWhatRuntimesMustNotDo() {
        RevisionEntry strict = testbed.imageFunction("strict", 10);
        try (StreamingRuntime runtime = runtime(strict);
                PlainHttp caller = stream("strict")) {
            PlainHttp.Answer mode =
                    runtime.begin("text/plain", "sideways").write("x").end();
            assertThat(mode.status()).isEqualTo(400);
            assertThat(mode.text()).contains("InvalidFunctionResponseMode");
            String id = runtime.event().header("Lambda-Runtime-Aws-Request-Id");
            runtime.begin("text/plain").write("first");
            caller.head();
            chunk(caller);
            try (PlainHttp second = PlainHttp.to(testbed.runtimePort())) {
                PlainHttp.Answer twice = second.send(
                        "POST",
                        "/2018-06-01/runtime/invocation/" + id + "/response",
                        Map.of("Host", Testbed.host("strict-a")),
                        "\"second\"");
                assertThat(twice.status()).isEqualTo(403);
                assertThat(twice.text()).contains("InvalidStateTransition");
            }
            assertThat(runtime.end().status()).isEqualTo(202);
            assertThat(chunk(caller).text()).isEqualTo("{}");
        }
    }

    @Test
    void anErrorPostedBesideAStreamEndsIt() {
        RevisionEntry beside = testbed.imageFunction("beside", 10);
        try (StreamingRuntime runtime = runtime(beside);
                PlainHttp caller = stream("beside")) {
            String id = runtime.event().header("Lambda-Runtime-Aws-Request-Id");
            runtime.begin("text/plain").write("first");
            caller.head();
            chunk(caller);
            try (PlainHttp second = PlainHttp.to(testbed.runtimePort())) {
                assertThat(second.send(
                                        "POST",
                                        "/2018-06-01/runtime/invocation/" + id + "/error",
                                        Map.of("Host", Testbed.host("beside-a")),
                                        JSON_ERROR)
                                .status())
                        .isEqualTo(202);
            }
            assertThat(chunk(caller).text()).contains("\"ErrorCode\":\"Error\"");
            assertThat(runtime.write("rest").end().status()).isEqualTo(403);
        }
    }

    @Test
    void dryRunsAndRefusesAsInvokeDoes() {
        testbed.imageFunction("dry", 10);
        try (PlainHttp dry = stream("dry", Map.of("X-Amz-Invocation-Type", "DryRun"))) {
            assertThat(dry.receive().status()).isEqualTo(204);
        }
        try (PlainHttp event = stream("dry", Map.of("X-Amz-Invocation-Type", "Event"))) {
            PlainHttp.Answer answer = event.receive();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("Member must satisfy enum value set: [RequestResponse, DryRun]");
        }
        try (PlainHttp unknown = stream("nope")) {
            PlainHttp.Answer answer = unknown.receive();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException");
        }
        try (PlainHttp nobody = PlainHttp.to(testbed.invokePort())) {
            assertThat(nobody.send("POST", path("dry"), Map.of(), "{}").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aStreamThatIsCutSaysSo() {
        assertThatThrownBy(() -> EventStream.read(new byte[] {0, 0, 0, 20, 0, 0, 0, 0, 1, 2, 3, 4}))
                .isInstanceOf(IllegalStateException.class);
    }
}
