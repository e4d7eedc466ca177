package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.FaultReport;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.Tracer;
import dev.davit.gateway.testbed.FakeQueue;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the platform itself fails says which part of it and why, to callers and to whoever listens; AWS's bodies stay AWS's. */
class FaultHttpTest {

    private final List<FaultReport> reports = new CopyOnWriteArrayList<>();
    private final FakeQueue queue = new FakeQueue(Clock.system());
    private final Testbed testbed = Testbed.start(
            new Observers(Tracer.NONE, reports::add),
            InvocationMeter.NONE,
            new Testbed.Events(
                    queue,
                    (target, message) -> CompletableFuture.completedFuture(new Destinations.Sent.Delivered()),
                    AsyncSettings.DEFAULT));

    @AfterEach
    void stop() {
        testbed.close();
    }

    private void fails(PlainHttp.Answer answer, int status, Fault fault) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Davit-Error-Component")).isEqualTo(fault.component());
        assertThat(answer.header("Davit-Error-Reason")).isEqualTo(fault.reason());
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.fault()).isEqualTo(fault);
            assertThat(report.requestId()).isEqualTo(answer.header("x-amzn-RequestId"));
            assertThat(answer.text()).contains(report.message());
        });
    }

    @Test
    void aThrottleIsConcurrencys() {
        testbed.imageFunction("echo", 3);
        testbed.events("echo", EventConfig.DEFAULT, 0);
        PlainHttp.Answer answer = testbed.invoke("echo", "{}");
        fails(answer, 429, Fault.RESERVED_CONCURRENCY);
        assertThat(answer.text())
                .isEqualTo("{\"Type\":\"User\",\"message\":\"Rate Exceeded.\",\"Reason\":"
                        + "\"ReservedFunctionConcurrentInvocationLimitExceeded\"}");
        assertThat(reports.getFirst().function()).isEqualTo(new FunctionKey(Testbed.NAMESPACE, "echo"));
        assertThat(reports.getFirst().version()).isEqualTo("$LATEST");
    }

    @Test
    void anImageThatCannotBePulledIsTheEnvironments() {
        RevisionEntry echo = testbed.imageFunction("echo", 3);
        testbed.pool(echo.poolKey(), "echo-1", new PoolProblem("ImagePullFailed", "no such image", null));
        fails(testbed.invoke("echo", "{}"), 502, Fault.IMAGE_PULL);
    }

    @Test
    void anEventThatIsNotStoredIsTheQueues() {
        testbed.imageFunction("echo", 3);
        queue.broken("disk full");
        PlainHttp.Answer answer = testbed.invoke("echo", Map.of("X-Amz-Invocation-Type", "Event"), "{}");
        fails(answer, 500, Fault.NOT_STORED);
    }

    @Test
    void anEventsAttemptThatIsThrottledIsReportedUnderTheEventsId() {
        testbed.imageFunction("echo", 3);
        PlainHttp.Answer accepted = testbed.invoke("echo", Map.of("X-Amz-Invocation-Type", "Event"), "{}");
        assertThat(accepted.status()).isEqualTo(202);
        testbed.pod(
                new dev.davit.gateway.catalog.PoolKey(Testbed.NAMESPACE, "echo-1"), "echo-a", PodPhase.PENDING, null);
        testbed.pool(
                new dev.davit.gateway.catalog.PoolKey(Testbed.NAMESPACE, "echo-1"),
                "echo-1",
                new PoolProblem("PodRefused", "no", null));
        org.awaitility.Awaitility.await().until(() -> !reports.isEmpty());
        assertThat(reports.getFirst().fault()).isEqualTo(Fault.POD_REFUSED);
        assertThat(reports.getFirst().requestId()).isEqualTo(accepted.header("x-amzn-RequestId"));
    }

    @Test
    void whatTheCallerOrTheFunctionDidWrongIsNobodysFault() {
        RevisionEntry echo = testbed.imageFunction("echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", event -> FakeRuntime.Reply.error("{\"errorType\":\"E\"}"));
        assertThat(testbed.invoke("echo", "{}").header("X-Amz-Function-Error")).isEqualTo("Unhandled");
        PlainHttp.Answer missing = testbed.invoke("missing", "{}");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Davit-Error-Component")).isNull();
        assertThat(testbed.invoke("echo", "no json").status()).isEqualTo(400);
        assertThat(reports).isEmpty();
    }

    /** The log and the metrics know; whoever calls an open URL does not. */
    @Test
    void strangersAtAUrlAreToldNothingOfThePlatform() {
        testbed.imageFunction("echo", 3);
        testbed.events("echo", EventConfig.DEFAULT, 0);
        UrlEntry url = new UrlEntry(new FunctionKey(Testbed.NAMESPACE, "echo"), "echo", null, true, false, null);
        testbed.gateway().feed().put(url);
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            String host = url.id() + ".lambda-url." + Testbed.REGION + "." + Testbed.URL_DOMAIN;
            PlainHttp.Answer answer = http.send("GET", "/", Map.of("Host", host), null);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Davit-Error-Component")).isNull();
            assertThat(answer.header("Davit-Error-Reason")).isNull();
        }
        assertThat(reports).extracting(FaultReport::fault).containsExactly(Fault.RESERVED_CONCURRENCY);
    }
}
