package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.http.runtime.StreamLimits;
import dev.davit.gateway.testbed.EventStream;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.time.Duration;
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

    @Test
    void passesEachPieceOnBeforeTheNextIsMade() {
        RevisionEntry hello = testbed.imageFunction("hello", 10);
        try (StreamingRuntime runtime = Streams.runtime(testbed, hello);
                PlainHttp caller = Streams.stream(testbed, "hello")) {
            assertThat(runtime.event().text()).isEqualTo("{\"a\":1}");
            runtime.begin("text/plain").write("one ");
            PlainHttp.Answer head = caller.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("X-Amz-Executed-Version")).isEqualTo("$LATEST");
            assertThat(head.header("x-amzn-RequestId"))
                    .isEqualTo(runtime.event().header("Lambda-Runtime-Aws-Request-Id"));
            EventStream.Message first = Streams.chunk(caller);
            assertThat(first.headers())
                    .containsEntry(":message-type", "event")
                    .containsEntry(":event-type", "PayloadChunk")
                    .containsEntry(":content-type", "application/octet-stream");
            assertThat(first.text()).isEqualTo("one ");
            runtime.write("two");
            assertThat(Streams.chunk(caller).text()).isEqualTo("two");
            assertThat(runtime.end().status()).isEqualTo(202);
            EventStream.Message last = Streams.chunk(caller);
            assertThat(last.type()).isEqualTo("InvokeComplete");
            assertThat(last.headers()).containsEntry(":content-type", "application/json");
            assertThat(last.text()).isEqualTo("{}");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void theEnvironmentGoesOnAfterwards() {
        RevisionEntry again = testbed.imageFunction("again", 10);
        try (StreamingRuntime runtime = Streams.runtime(testbed, again)) {
            for (int i = 0; i < 3; i++) {
                try (PlainHttp caller = Streams.stream(testbed, "again")) {
                    runtime.begin("text/plain").write("x").end();
                    assertThat(Streams.messages(caller.receive())).hasSize(2);
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
        try (PlainHttp caller = Streams.stream(testbed, "plain")) {
            List<EventStream.Message> messages = Streams.messages(caller.receive());
            assertThat(messages)
                    .extracting(EventStream.Message::type)
                    .containsExactly("PayloadChunk", "InvokeComplete");
            assertThat(messages.getFirst().payload()).hasSize(300_002);
        }
    }

    @Test
    void aBufferedCallerGetsOneBodyFromAStream() {
        RevisionEntry whole = testbed.imageFunction("whole", 10);
        try (StreamingRuntime runtime = Streams.runtime(testbed, whole)) {
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

    /** The runtime can send no more than what the two connections hold while the caller does not read. */
    @Test
    void aSlowCallerHoldsTheRuntimeBack() throws Exception {
        RevisionEntry fast = testbed.imageFunction("fast", 30);
        try (StreamingRuntime runtime = Streams.runtime(testbed, fast);
                PlainHttp caller = Streams.stream(testbed, "fast")) {
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
            long bytes = Streams.messages(caller.receive()).stream()
                    .mapToLong(message -> message.payload().length)
                    .sum();
            assertThat(bytes).isEqualTo(400L * 64 * 1024 + 2);
            assertThat(done.get().status()).isEqualTo(202);
        }
    }

    @Test
    void anAnswerOverTheLimitEndsTheStream() {
        RevisionEntry large = testbed.imageFunction("large", 30);
        try (StreamingRuntime runtime = Streams.runtime(testbed, large);
                PlainHttp caller = Streams.stream(testbed, "large")) {
            CompletableFuture<PlainHttp.Answer> answer = CompletableFuture.supplyAsync(caller::receive);
            runtime.begin("application/octet-stream");
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 41; i++) {
                runtime.write(piece);
            }
            PlainHttp.Answer posted = runtime.end();
            assertThat(posted.status()).isEqualTo(413);
            assertThat(posted.text()).contains("Exceeded maximum allowed payload size (" + MOST + " bytes).");
            List<EventStream.Message> messages = Streams.messages(answer.join());
            assertThat(messages.getLast().text())
                    .contains("\"ErrorCode\":\"Function.ResponseSizeTooLarge\"")
                    .contains(MOST + " bytes");
            runtime.pollAgain();
            try (PlainHttp next = Streams.stream(testbed, "large")) {
                runtime.begin("text/plain").write("small").end();
                assertThat(Streams.messages(next.receive()).getFirst().text()).isEqualTo("small");
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
                    "POST", Streams.path("f" + bytes), Map.of("X-Test-Caller", Testbed.NAMESPACE), new byte[0]));
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
        try (StreamingRuntime runtime = Streams.runtime(testbed, strict);
                PlainHttp caller = Streams.stream(testbed, "strict")) {
            PlainHttp.Answer mode =
                    runtime.begin("text/plain", "sideways").write("x").end();
            assertThat(mode.status()).isEqualTo(400);
            assertThat(mode.text()).contains("InvalidFunctionResponseMode");
            String id = runtime.event().header("Lambda-Runtime-Aws-Request-Id");
            runtime.begin("text/plain").write("first");
            caller.head();
            Streams.chunk(caller);
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
            assertThat(Streams.chunk(caller).text()).isEqualTo("{}");
        }
    }

    @Test
    void dryRunsAndRefusesAsInvokeDoes() {
        testbed.imageFunction("dry", 10);
        try (PlainHttp dry = Streams.stream(testbed, "dry", Map.of("X-Amz-Invocation-Type", "DryRun"))) {
            assertThat(dry.receive().status()).isEqualTo(204);
        }
        for (String type : new String[] {"Event", "Sometimes"}) {
            try (PlainHttp event = Streams.stream(testbed, "dry", Map.of("X-Amz-Invocation-Type", type))) {
                PlainHttp.Answer answer = event.receive();
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.text())
                        .contains("Value '" + type + "' at 'invocationType' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [RequestResponse, DryRun]");
            }
        }
        try (PlainHttp unknown = Streams.stream(testbed, "nope")) {
            PlainHttp.Answer answer = unknown.receive();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException");
        }
        try (PlainHttp nobody = PlainHttp.to(testbed.invokePort())) {
            assertThat(nobody.send("POST", Streams.path("dry"), Map.of(), "{}").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aStreamThatIsCutSaysSo() {
        assertThatThrownBy(() -> EventStream.read(new byte[] {0, 0, 0, 20, 0, 0, 0, 0, 1, 2, 3, 4}))
                .isInstanceOf(IllegalStateException.class);
    }
}
