package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code X-Amz-Log-Type: Tail} where the runtime says nothing: the log of the pod is read. */
class PodLogTailHttpTest {

    private Testbed testbed;

    @BeforeEach
    void start() {
        testbed = Testbed.start();
    }

    @AfterEach
    void stop() {
        testbed.close();
    }

    private String tail(String function) {
        return tail(function, "{}");
    }

    private String tail(String function, String event) {
        PlainHttp.Answer answer = testbed.invoke(function, Map.of("X-Amz-Log-Type", "Tail"), event);
        assertThat(answer.status()).isEqualTo(200);
        String log = new String(Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
        return log.replace(answer.header("x-amzn-RequestId"), "<id>");
    }

    private void image(String name, int timeout, Function<PlainHttp.Answer, FakeRuntime.Reply> handler) {
        RevisionEntry revision = testbed.imageFunction(name, timeout);
        testbed.environment(revision.poolKey(), name.toLowerCase(Locale.ROOT) + "-a", handler);
    }

    private PoolKey managed(String name) {
        PoolKey pool = new PoolKey(Testbed.NAMESPACE, "pool-of-" + name.toLowerCase(Locale.ROOT));
        testbed.pool(pool, null, null);
        testbed.function(name, pool.name(), false, 1, Map.of());
        return pool;
    }

    @Test
    void anImagesOwnLinesStandBetweenThoseOfThePlatform() {
        testbed.logs.write("printing-a", "before anybody called");
        image("Printing", 3, event -> {
            testbed.logs.write("printing-a", "at once");
            testbed.logs.writeLate("printing-a", "a moment later");
            return FakeRuntime.Reply.response("1");
        });
        String second = tailOfTheSecondCall();
        assertThat(second)
                .matches(
                        "START RequestId: <id> Version: \\$LATEST\nat once\na moment later\nEND RequestId: <id>\n"
                                + "REPORT RequestId: <id>\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 128 MB\t\n");
    }

    @Test
    void theNextCallsLinesAreNotOfThisOne() throws Exception {
        image("Busy", 3, event -> {
            pass(5); // times are whole milliseconds
            testbed.logs.write("busy-a", "of " + event.text());
            testbed.logs.writeLate("busy-a", "late of " + event.text());
            pass(10);
            return FakeRuntime.Reply.response("1");
        });
        Executor threads = work -> Thread.ofVirtual().start(work);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> tail("Busy", "1"), threads);
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> tail("Busy", "2"), threads);
        assertThat(first.get()).contains("of 1\n").doesNotContain("of 2");
        assertThat(second.get()).contains("of 2\n").doesNotContain("of 1");
    }

    private static void pass(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }

    /** What the first wrote is more than a moment old. */
    private String tailOfTheSecondCall() {
        tail("Printing");
        return tail("Printing");
    }

    @Test
    void whatWasPrintedBeforeATimeOutIsTold() {
        image("Slow", 1, event -> {
            testbed.logs.write("slow-a", "still here");
            return FakeRuntime.Reply.silence();
        });
        assertThat(tail("Slow"))
                .matches("START RequestId: <id> Version: \\$LATEST\nstill here\n"
                        + "20[0-9-]+T[0-9:.]+Z <id> Task timed out after 1.00 seconds\n\nEND RequestId: <id>\n"
                        + "REPORT RequestId: <id>\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\tMemory Size: 128 MB\t"
                        + "(Init Duration: [0-9.]+ ms\t)?Status: timeout\n");
    }

    @Test
    void aManagedRuntimeThatCrashesHasSaidItsStart() {
        PoolKey pool = managed("Crashing");
        testbed.environment(pool, "crashing-a", true, event -> {
            testbed.logs.write("crashing-a", "INIT_START Runtime Version: python:3.11.2");
            testbed.logs.write(
                    "crashing-a",
                    "START RequestId: " + event.header("Lambda-Runtime-Aws-Request-Id") + " Version: $LATEST");
            testbed.logs.write("crashing-a", "last words");
            testbed.pod(pool, "crashing-a", PodPhase.FAILED, new Termination(3, "Error", null));
            return FakeRuntime.Reply.silence();
        });
        assertThat(tail("Crashing"))
                .matches("START RequestId: <id> Version: \\$LATEST\nlast words\n"
                        + "RequestId: <id> Error: Runtime exited with error: exit status 3\nRuntime.ExitError\n"
                        + "END RequestId: <id>\nREPORT RequestId: <id>\tDuration: .*\t"
                        + "Status: error\tError Type: Runtime.ExitError\n");
    }

    @Test
    void anInitialisationThatFailedIsToldWithAllThatItWrote() {
        PoolKey pool = managed("Unloadable");
        testbed.pod(pool, "unloadable-a", PodPhase.RUNNING, null);
        testbed.logs.write("unloadable-a", "INIT_START Runtime Version: provided:al2023");
        testbed.logs.write("unloadable-a", "no such library");
        try (PlainHttp http = PlainHttp.to(testbed.runtimePort())) {
            Map<String, String> headers = Map.of("Host", Testbed.host("unloadable-a"));
            Thread claimed = Thread.ofVirtual().start(() -> {
                http.send(PlainHttp.request("GET", FakeRuntime.STANDBY, headers, null));
                http.send(PlainHttp.request(
                        "POST",
                        "/2018-06-01/runtime/init/error",
                        headers,
                        "{\"errorType\":\"Runtime.InitError\",\"errorMessage\":\"no\"}"
                                .getBytes(StandardCharsets.UTF_8)));
            });
            assertThat(tail("Unloadable"))
                    .matches("INIT_START Runtime Version: provided:al2023\nno such library\n"
                            + "INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime.InitError\n"
                            + "START RequestId: <id> Version: \\$LATEST\nEND RequestId: <id>\n"
                            + "REPORT RequestId: <id>\t.*\tStatus: error\tError Type: Runtime.InitError\n");
            assertThat(claimed.isAlive()).isFalse();
        }
    }

    @Test
    void aLogThatCannotBeReadLeavesThePlatformsLines() {
        testbed.logs.fail();
        image("Unreadable", 3, event -> FakeRuntime.Reply.response("1"));
        assertThat(tail("Unreadable"))
                .startsWith("START RequestId: <id> Version: $LATEST\nEND RequestId: <id>\nREPORT ");
    }

    @Test
    void onlyTheLastFourKilobytesAreTold() {
        image("Chatty", 3, event -> {
            for (int i = 0; i < 100; i++) {
                testbed.logs.write("chatty-a", "æ".repeat(40) + i);
            }
            return FakeRuntime.Reply.response("1");
        });
        PlainHttp.Answer answer = testbed.invoke("Chatty", Map.of("X-Amz-Log-Type", "Tail"), "{}");
        assertThat(Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")))
                .hasSize(4096);
    }
}
