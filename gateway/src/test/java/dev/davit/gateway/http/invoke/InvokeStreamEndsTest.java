package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.testbed.EventStream;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a streamed answer ends when it does not end well. */
class InvokeStreamEndsTest {

    private static final String JSON_ERROR = "{\"errorType\":\"Error\",\"errorMessage\":\"böse\",\"trace\":[]}";

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    @Test
    void aTimeOutInTheMiddleEndsTheStreamAndTheEnvironment() {
        RevisionEntry slow = testbed.imageFunction("slow", 1);
        try (StreamingRuntime runtime = Streams.runtime(testbed, slow);
                PlainHttp caller = Streams.stream(testbed, "slow")) {
            runtime.begin("text/plain").write("so far");
            List<EventStream.Message> messages = Streams.messages(caller.receive());
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

    /** AWS's client for Go sends all its answers so. */
    @Test
    void anAnswerInChunksWithoutAModeIsWhatTheCallerAskedFor() {
        RevisionEntry go = testbed.imageFunction("go", 30);
        try (StreamingRuntime runtime = Streams.runtime(testbed, go);
                PlainHttp caller = Streams.stream(testbed, "go")) {
            runtime.begin("application/octet-stream", null).write("one ");
            caller.head();
            assertThat(Streams.chunk(caller).text()).isEqualTo("one ");
            runtime.write("two").fail("Error", JSON_ERROR);
            assertThat(Streams.chunk(caller).text()).isEqualTo("two");
            assertThat(Streams.chunk(caller).text()).contains("\"ErrorCode\":\"Error\"");
            assertThat(caller.chunk()).isEmpty();
            runtime.pollAgain();
            CompletableFuture<PlainHttp.Answer> whole = testbed.invokeLater("go", "{}");
            runtime.begin("application/json", null).write("{\"a\":").write("1}").end();
            assertThat(whole.join().text()).isEqualTo("{\"a\":1}");
            runtime.pollAgain();
            CompletableFuture<PlainHttp.Answer> failed = testbed.invokeLater("go", "{}");
            runtime.begin("application/octet-stream", null).write("half").fail("Error", JSON_ERROR);
            assertThat(failed.join().header("X-Amz-Function-Error")).isEqualTo("Unhandled");
            assertThat(failed.join().text()).isEqualTo(JSON_ERROR);
        }
    }

    @Test
    void aCrashInTheMiddleEndsTheStreamWithItsCause() {
        RevisionEntry crash = testbed.imageFunction("crash", 30);
        try (StreamingRuntime runtime = Streams.runtime(testbed, crash);
                PlainHttp caller = Streams.stream(testbed, "crash")) {
            runtime.begin("text/plain").write("so far");
            caller.head();
            assertThat(Streams.chunk(caller).text()).isEqualTo("so far");
            runtime.die();
            testbed.pod(crash.poolKey(), "crash-a", PodPhase.FAILED, new Termination(137, "OOMKilled", null));
            assertThat(Streams.chunk(caller).text()).contains("\"ErrorCode\":\"Runtime.OutOfMemory\"");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void aStreamThatBreaksOffEndsAsTruncated() {
        RevisionEntry breaks = testbed.imageFunction("breaks", 30);
        try (StreamingRuntime runtime = Streams.runtime(testbed, breaks);
                PlainHttp caller = Streams.stream(testbed, "breaks")) {
            runtime.begin("text/plain").write("so far");
            caller.head();
            Streams.chunk(caller);
            runtime.die();
            assertThat(Streams.chunk(caller).text()).contains("\"ErrorCode\":\"Runtime.TruncatedResponse\"");
        }
    }

    @Test
    void aCallerWhoLeavesInTheMiddlePoisonsNothing() {
        RevisionEntry left = testbed.imageFunction("left", 20);
        try (StreamingRuntime runtime = Streams.runtime(testbed, left)) {
            try (PlainHttp caller = Streams.stream(testbed, "left")) {
                runtime.begin("application/octet-stream").write("so far");
                caller.head();
                Streams.chunk(caller);
            }
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 5; i++) {
                runtime.write(piece);
            }
            assertThat(runtime.end().status()).isEqualTo(202);
            runtime.pollAgain();
            try (PlainHttp caller = Streams.stream(testbed, "left")) {
                runtime.begin("text/plain").write("next").end();
                assertThat(Streams.messages(caller.receive()).getFirst().text()).isEqualTo("next");
            }
        }
    }

    @Test
    void anErrorPostedBesideAStreamEndsIt() {
        RevisionEntry beside = testbed.imageFunction("beside", 10);
        try (StreamingRuntime runtime = Streams.runtime(testbed, beside);
                PlainHttp caller = Streams.stream(testbed, "beside")) {
            String id = runtime.event().header("Lambda-Runtime-Aws-Request-Id");
            runtime.begin("text/plain").write("first");
            caller.head();
            Streams.chunk(caller);
            try (PlainHttp second = PlainHttp.to(testbed.runtimePort())) {
                assertThat(second.send(
                                        "POST",
                                        "/2018-06-01/runtime/invocation/" + id + "/error",
                                        Map.of("Host", Testbed.host("beside-a")),
                                        JSON_ERROR)
                                .status())
                        .isEqualTo(202);
            }
            assertThat(Streams.chunk(caller).text()).contains("\"ErrorCode\":\"Error\"");
            assertThat(runtime.write("rest").end().status()).isEqualTo(403);
        }
    }

    @Test
    void anErrorInTheTrailersCompletesTheStreamWithIt() {
        RevisionEntry late = testbed.imageFunction("late", 10);
        try (StreamingRuntime runtime = Streams.runtime(testbed, late);
                PlainHttp caller = Streams.stream(testbed, "late")) {
            assertThat(runtime.begin("text/plain")
                            .write("so far")
                            .fail("Error", JSON_ERROR)
                            .status())
                    .isEqualTo(202);
            List<EventStream.Message> messages = Streams.messages(caller.receive());
            assertThat(messages.getFirst().text()).isEqualTo("so far");
            assertThat(messages.getLast().text())
                    .startsWith("{\"ErrorCode\":\"Error\",\"ErrorDetails\":\"{")
                    .contains("böse");
        }
    }

    @Test
    void aFunctionsErrorBeforeAnyPieceCompletesTheStreamWithIt() {
        RevisionEntry raises = testbed.imageFunction("raises", 10);
        testbed.environment(raises.poolKey(), "raises-a", event -> FakeRuntime.Reply.error(JSON_ERROR));
        try (PlainHttp caller = Streams.stream(testbed, "raises")) {
            List<EventStream.Message> messages = Streams.messages(caller.receive());
            assertThat(messages).hasSize(1);
            assertThat(messages.getFirst().text())
                    .isEqualTo("{\"ErrorCode\":\"Error\",\"ErrorDetails\":\"{\\\"errorType\\\":\\\"Error\\\","
                            + "\\\"errorMessage\\\":\\\"böse\\\",\\\"trace\\\":[]}\"}");
        }
    }
}
