package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GatewayTest {

    @Test
    void endsWhatIsUnderWayAndTakesNothingNew() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Testbed testbed = Testbed.start();
        RevisionEntry slow = testbed.imageFunction("slow", 20);
        testbed.environment(slow.poolKey(), "slow-a", event -> {
            answer.join();
            return FakeRuntime.Reply.response("\"done\"");
        });
        CompletableFuture<PlainHttp.Answer> first = testbed.invokeLater("slow", "{}");
        Awaitility.await().until(() -> testbed.gateway().inFlight() == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> testbed.gateway().stop(Duration.ofSeconds(20)),
                run -> Thread.ofVirtual().start(run));
        Awaitility.await().until(() -> testbed.invoke("other", "{}").status() == 503);
        answer.complete(null);
        assertThat(first.get().text()).isEqualTo("\"done\"");
        stopped.get();
    }

    @Test
    void stopsInTimeWhateverIsUnderWay() throws ExecutionException, InterruptedException {
        Testbed testbed = Testbed.start();
        RevisionEntry slow = testbed.imageFunction("slow", 20);
        testbed.environment(slow.poolKey(), "slow-a", event -> FakeRuntime.Reply.silence());
        testbed.invokeLater("slow", "{}");
        Awaitility.await().until(() -> testbed.gateway().inFlight() == 1);
        long start = System.nanoTime();
        testbed.gateway().stop(Duration.ofMillis(200));
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(5).toNanos());
    }

    /** What is malformed or smuggled is refused or closed, and never reaches the next request. */
    @Test
    void malformedHttpChangesNothing() {
        try (Testbed testbed = Testbed.start()) {
            RevisionEntry echo = testbed.imageFunction("echo", 5);
            testbed.environment(echo.poolKey(), "echo-a", event -> FakeRuntime.Reply.response(event.text()));
            String head =
                    "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: x\r\nX-Test-Caller: team-a\r\n";
            for (String bad : List.of(
                    "GARBAGE\r\n\r\n",
                    "POST\r\n\r\n",
                    head + "Content-Length: -1\r\n\r\n",
                    head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                    head + "Content-Length: 1e1\r\n\r\n",
                    head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
                    head + "Bad Header: x\r\n\r\n",
                    head + "X: " + "y".repeat(40_000) + "\r\n\r\n",
                    "POST /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
                for (int port : new int[] {testbed.invokePort(), testbed.runtimePort()}) {
                    try (PlainHttp http = PlainHttp.to(port)) {
                        http.write(bad.getBytes(StandardCharsets.ISO_8859_1));
                        assertThat(http.receive().status()).as(bad).isBetween(400, 499);
                    } catch (java.io.UncheckedIOException closed) {
                        assertThat(closed).as(bad).isNotNull();
                    }
                }
            }
            assertThat(testbed.invoke("echo", "{\"a\":1}").text()).isEqualTo("{\"a\":1}");
            assertThat(testbed.gateway().inFlight()).isZero();
        }
    }

    @Test
    void metricsBearCloudWatchNames() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerMeter meter = new MicrometerMeter(registry);
        FunctionKey hello = new FunctionKey("team-a", "hello");
        meter.function(hello).started();
        meter.function(hello).ended(5_000_000, true, false);
        meter.function(hello).throttled();
        assertThat(registry.get("davit.lambda.invocations")
                        .tags("namespace", "team-a", "function", "hello")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("davit.lambda.errors").counter().count()).isEqualTo(1);
        assertThat(registry.get("davit.lambda.throttles").counter().count()).isEqualTo(1);
        assertThat(registry.get("davit.lambda.duration").timer().count()).isEqualTo(1);
        assertThat(registry.get("davit.lambda.concurrent.executions").gauge().value())
                .isZero();
        meter.function(hello).started();
        meter.function(hello).provisioned(false);
        assertThat(registry.get("davit.lambda.provisioned.concurrent.executions")
                        .gauge()
                        .value())
                .isEqualTo(1);
        meter.function(hello).ended(1, false, true);
        assertThat(registry.get("davit.lambda.provisioned.concurrent.executions")
                        .gauge()
                        .value())
                .isZero();
        meter.urlAnswered(hello, 200, 1);
        meter.urlAnswered(hello, 404, 1);
        meter.urlAnswered(hello, 502, 1);
        assertThat(registry.get("davit.lambda.url.requests").counter().count()).isEqualTo(3);
        assertThat(registry.get("davit.lambda.url.4xx").counter().count()).isEqualTo(1);
        assertThat(registry.get("davit.lambda.url.5xx").counter().count()).isEqualTo(1);
        assertThat(registry.get("davit.lambda.url.request.latency").timer().count())
                .isEqualTo(3);
        meter.forget(hello);
        assertThat(registry.getMeters()).isEmpty();
    }
}
