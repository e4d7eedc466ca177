package dev.davit.gateway.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.testbed.CountingMeter;
import dev.davit.gateway.testbed.FakeQueue;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events over HTTP, through the whole gateway, with a queue in memory and a clock that makes minutes short. */
class EventHttpTest {

    private static final AsyncSettings FAST = new AsyncSettings(
            List.of(Duration.ofMillis(50), Duration.ofMillis(100)),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(20),
            4 << 20);

    private final FakeQueue queue = new FakeQueue(Clock.system());
    private final CountingMeter meter = new CountingMeter();
    private final ConcurrentLinkedQueue<Destinations.Message> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<PlainHttp.Answer> seen = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
    private Testbed testbed;

    @BeforeEach
    void start() {
        testbed = Testbed.start(
                meter,
                new Testbed.Events(
                        queue,
                        (target, message) -> {
                            told.add(message);
                            return CompletableFuture.completedFuture(new Destinations.Sent.Delivered());
                        },
                        FAST));
        time.scheduleAtFixedRate(queue::advance, 5, 5, TimeUnit.MILLISECONDS);
        RevisionEntry echo = testbed.imageFunction("Echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", event -> {
            seen.add(event);
            return event.text().contains("fail")
                    ? FakeRuntime.Reply.error("{\"errorMessage\":\"told to\",\"errorType\":\"E\"}")
                    : FakeRuntime.Reply.response(event.text());
        });
    }

    @AfterEach
    void stop() {
        time.shutdownNow();
        testbed.close();
    }

    private PlainHttp.Answer event(String function, String body) {
        return testbed.invoke(function, Map.of("X-Amz-Invocation-Type", "Event"), body);
    }

    private void await(String count, int expected) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> meter.of(count) == expected);
    }

    @Test
    void answers202WithoutABodyAndRunsTheFunctionUnderThatId() {
        PlainHttp.Answer answer = event("Echo", "{\"a\":1}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("X-Amzn-Trace-Id")).startsWith("Root=1-");
        assertThat(answer.text()).isEmpty();
        await("SUCCEEDED", 1);
        PlainHttp.Answer call = seen.element();
        assertThat(call.text()).isEqualTo("{\"a\":1}");
        assertThat(call.header("Lambda-Runtime-Aws-Request-Id")).isEqualTo(answer.header("x-amzn-RequestId"));
        assertThat(call.header("Lambda-Runtime-Trace-Id")).contains("Lineage=");
    }

    @Test
    void takesTheDeprecatedInvokeAsync() {
        for (String end : new String[] {"/invoke-async/", "/invoke-async"}) {
            try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
                PlainHttp.Answer answer = http.send(
                        "POST", "/2014-11-13/functions/Echo" + end, Map.of("X-Test-Caller", Testbed.NAMESPACE), "");
                assertThat(answer.status()).isEqualTo(202);
            }
        }
        await("SUCCEEDED", 2);
        assertThat(seen.element().text()).isEqualTo("{}");
    }

    @Test
    void refusesWhatASynchronousCallWouldBeRefused() {
        assertThat(event("Missing", "{}").status()).isEqualTo(404);
        assertThat(event("forbidden", "{}").status()).isEqualTo(403);
        assertThat(event("Echo", "{").header("x-amzn-ErrorType")).isEqualTo("InvalidRequestContentException");
        assertThat(queue.content()).isEmpty();
    }

    @Test
    void refusesAnEventOfMoreThanAMebibyte() {
        String largest = "\"" + "a".repeat(1_048_574) + "\"";
        PlainHttp.Answer answer = event("Echo", largest + " ");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
        assertThat(answer.text())
                .isEqualTo("{\"Message\":\"1048577 byte payload is too large for the Event invocation"
                        + " type (limit 1048576 bytes)\"}");
        assertThat(event("Echo", largest).status()).isEqualTo(202);
        await("SUCCEEDED", 1);
    }

    @Test
    void saysSoWhenTheQueueTakesNothing() {
        queue.broken("the server is away");
        PlainHttp.Answer answer = event("Echo", "{}");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("ServiceException");
        assertThat(answer.text()).contains("was not accepted", "the server is away");
        assertThat(seen).isEmpty();
    }

    @Test
    void retriesTwiceAndTellsTheDestination() {
        testbed.events("Echo", new EventConfig(2, 60, null, "nats:failed", null), null);
        event("Echo", "{\"fail\":1}");
        await("DEAD_LETTERED", 1);
        assertThat(seen).hasSize(3);
        assertThat(new String(told.element().body(), StandardCharsets.UTF_8))
                .contains("\"approximateInvokeCount\":3", "\"errorMessage\":\"told to\"");
    }

    @Test
    void manyEventsEachEndOnce() {
        for (int i = 0; i < 200; i++) {
            assertThat(event("Echo", "{\"n\":" + i + "}").status()).isEqualTo(202);
        }
        await("SUCCEEDED", 200);
        assertThat(seen).hasSize(200);
        assertThat(meter.ended()).isEqualTo(200);
        assertThat(queue.content()).isEmpty();
    }
}
