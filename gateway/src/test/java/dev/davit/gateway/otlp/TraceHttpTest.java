package dev.davit.gateway.otlp;

import static dev.davit.gateway.testbed.OtlpReceiver.attributes;
import static dev.davit.gateway.testbed.OtlpReceiver.id;
import static dev.davit.gateway.testbed.OtlpReceiver.parent;
import static dev.davit.gateway.testbed.OtlpReceiver.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.FaultListener;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.testbed.FakeQueue;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.OtlpReceiver;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls over HTTP, through the whole gateway, as a collector sees them: what it gets is read from the wire. */
class TraceHttpTest {

    private static final String TRACE = "5759e988bd862e3fe1be46a994272793";
    private static final String PARENT = "53995c3f42cd8ad8";
    private static final String ARN = "arn:aws:lambda:us-east-1:" + Testbed.ACCOUNT + ":function:echo";
    private static final AsyncSettings FAST = new AsyncSettings(
            List.of(Duration.ofMillis(50)),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(20),
            4 << 20);

    private final OtlpReceiver collector = OtlpReceiver.start();
    private final ConcurrentLinkedQueue<PlainHttp.Answer> seen = new ConcurrentLinkedQueue<>();
    private final FakeQueue queue = new FakeQueue(Clock.system());
    private OtlpTracer tracer;
    private Testbed testbed;

    private void start(double ratio) {
        tracer = new OtlpTracer(
                new OtlpSettings(
                        collector.endpoint(),
                        Map.of("Authorization", "Bearer for-the-collector"),
                        ratio,
                        true,
                        Map.of("service.name", "davit-gateway")),
                Clock.system());
        testbed = Testbed.start(
                new Observers(tracer, FaultListener.NONE),
                InvocationMeter.NONE,
                new Testbed.Events(
                        queue,
                        (target, message) -> CompletableFuture.completedFuture(new Destinations.Sent.Delivered()),
                        FAST));
    }

    private void echo() {
        RevisionEntry echo = testbed.imageFunction("echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", this::answer);
        testbed.invoke("echo", Map.of("X-Amzn-Trace-Id", "Root=1-00000001-000000000000000000000001;Sampled=0"), "{}");
        seen.clear();
    }

    private FakeRuntime.Reply answer(PlainHttp.Answer event) {
        seen.add(event);
        return event.text().contains("fail")
                ? FakeRuntime.Reply.error("{\"errorMessage\":\"the customer's secret\",\"errorType\":\"BadCustomer\"}")
                : FakeRuntime.Reply.response(event.text());
    }

    private Span await(int count, String name) {
        await(count);
        return collector.await(count, name);
    }

    private List<Span> await(int count) {
        Awaitility.await().until(() -> {
            tracer.flush();
            return collector.spans().size() >= count;
        });
        return collector.spans();
    }

    @AfterEach
    void stop() {
        testbed.close();
        tracer.close();
        collector.close();
    }

    @Test
    void aWarmCallGoesOnInItsCallersTraceAndTheFunctionInOurs() {
        start(0);
        echo();
        PlainHttp.Answer answer = testbed.invoke(
                "echo", Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-01", "User-Agent", "test/1"), "{}");
        Span call = await(2, "echo");
        assertThat(traceId(call)).isEqualTo(TRACE);
        assertThat(parent(call)).isEqualTo(PARENT);
        assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        String id = answer.header("x-amzn-RequestId");
        assertThat(attributes(call))
                .containsEntry("faas.name", "echo")
                .containsEntry("faas.version", "$LATEST")
                .containsEntry("faas.trigger", "other")
                .containsEntry("faas.coldstart", false)
                .containsEntry("faas.invocation_id", id)
                .containsEntry("faas.instance", "echo-a")
                .containsEntry("faas.max_memory", 128L << 20)
                .containsEntry("cloud.resource_id", ARN)
                .containsEntry("cloud.account.id", Testbed.ACCOUNT)
                .containsEntry("aws.request_id", id)
                .containsEntry("k8s.namespace.name", Testbed.NAMESPACE)
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", "/2015-03-31/functions/{FunctionName}/invocations")
                .containsEntry("url.path", "/2015-03-31/functions/echo/invocations")
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("user_agent.original", "test/1")
                .containsEntry("network.peer.address", "127.0.0.1");
        Span run = await(2, "run");
        assertThat(parent(run)).isEqualTo(id(call));
        assertThat(attributes(run)).containsEntry("faas.invoked_name", "echo").containsEntry("k8s.pod.name", "echo-a");
        assertThat(run.getStartTimeUnixNano()).isGreaterThanOrEqualTo(call.getStartTimeUnixNano());
        assertThat(run.getEndTimeUnixNano())
                .isGreaterThan(run.getStartTimeUnixNano())
                .isLessThanOrEqualTo(call.getEndTimeUnixNano());
        assertThat(seen.element().header("Lambda-Runtime-Trace-Id"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + id(run) + ";Sampled=1");
        assertThat(answer.header("X-Amzn-Trace-Id"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + id(call) + ";Sampled=1");
        assertThat(collector.resource()).containsEntry("service.name", "davit-gateway");
        assertThat(collector.lastHeaders()).containsEntry("Authorization", List.of("Bearer for-the-collector"));
    }

    @Test
    void aCallFromXRayGoesOnInItsTraceWithItsOtherMembers() {
        start(0);
        echo();
        testbed.invoke(
                "echo",
                Map.of(
                        "X-Amzn-Trace-Id",
                        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + PARENT
                                + ";Sampled=1;Lineage=a87bd80c:1|68fd508a:5"),
                "{}");
        Span call = await(2, "echo");
        assertThat(traceId(call)).isEqualTo(TRACE);
        assertThat(parent(call)).isEqualTo(PARENT);
        assertThat(seen.element().header("Lambda-Runtime-Trace-Id"))
                .endsWith(";Sampled=1;Lineage=a87bd80c:1|68fd508a:5");
    }

    @Test
    void whatTheCallerDoesNotRecordWeDoNotRecord() {
        start(1);
        echo();
        testbed.invoke("echo", Map.of("traceparent", "00-" + TRACE + "-" + PARENT + "-00"), "{}");
        assertThat(seen.element().header("Lambda-Runtime-Trace-Id"))
                .isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + PARENT + ";Sampled=0");
        seen.clear();
        testbed.invoke("echo", "{}");
        await(2, "echo");
        assertThat(collector.spans())
                .as("one call; if its environment was not back yet, it has a span of the queue, too")
                .filteredOn(span -> span.getName().equals("echo"))
                .hasSize(1);
    }

    @Test
    void theShareIsDrawnByTheTracesId() {
        start(0.5);
        echo();
        testbed.invoke("echo", Map.of("X-Amzn-Trace-Id", "Root=1-00000001-0000000000ff000000000000"), "{}");
        testbed.invoke("echo", Map.of("X-Amzn-Trace-Id", "Root=1-00000001-00000000007f000000000000"), "{}");
        assertThat(traceId(await(2, "echo"))).isEqualTo("0000000100000000007f000000000000".substring(0, 32));
        assertThat(collector.spans())
                .as("one call; if its environment was not back yet, it has a span of the queue, too")
                .filteredOn(span -> span.getName().equals("echo"))
                .hasSize(1);
    }

    /** The pod is made for the call: it is seen, boots, is claimed and initialises while the call waits. */
    @Test
    void aColdStartTellsItsParts() {
        start(1);
        PoolKey pool = new PoolKey(Testbed.NAMESPACE, "generic");
        testbed.pool(pool, null, null);
        testbed.function("echo", "generic", false, 3, Map.of("app.py", "pass"));
        CompletableFuture<PlainHttp.Answer> answer = testbed.invokeLater("echo", "{}");
        Awaitility.await().until(() -> testbed.demands.containsKey(pool));
        testbed.pod(pool, "generic-a", PodPhase.PENDING, null);
        testbed.environment(pool, "generic-a", true, this::answer);
        assertThat(answer.join().status()).isEqualTo(200);
        Span call = await(7, "echo");
        assertThat(attributes(call)).containsEntry("faas.coldstart", true).containsEntry("faas.instance", "generic-a");
        Span queued = await(7, "queue");
        assertThat(parent(queued)).isEqualTo(id(call));
        Span cold = await(7, "cold start");
        assertThat(parent(cold)).isEqualTo(id(queued));
        Span made = await(7, "create environment");
        Span boot = await(7, "boot");
        Span init = await(7, "init");
        assertThat(List.of(made, boot, init))
                .allSatisfy(part -> assertThat(parent(part)).isEqualTo(id(cold)))
                .allSatisfy(part -> assertThat(part.getEndTimeUnixNano()).isGreaterThan(part.getStartTimeUnixNano()));
        assertThat(boot.getStartTimeUnixNano()).isEqualTo(made.getEndTimeUnixNano());
        assertThat(init.getStartTimeUnixNano()).isGreaterThanOrEqualTo(boot.getEndTimeUnixNano());
        Span run = await(7, "run");
        assertThat(run.getStartTimeUnixNano()).isEqualTo(queued.getEndTimeUnixNano());
        assertThat(parent(run)).isEqualTo(id(call));
    }

    @Test
    void anEventAndItsAttemptsAreOneTrace() {
        start(1);
        echo();
        PlainHttp.Answer accepted = testbed.invoke("echo", Map.of("X-Amz-Invocation-Type", "Event"), "{}");
        assertThat(accepted.status()).isEqualTo(202);
        List<Span> spans = await(3);
        Span front = spans.stream()
                .filter(each -> each.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
                .findFirst()
                .orElseThrow();
        Span attempt = spans.stream()
                .filter(each -> each.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER)
                .findFirst()
                .orElseThrow();
        assertThat(attributes(front)).containsEntry("http.response.status_code", 202L);
        assertThat(traceId(attempt)).isEqualTo(traceId(front));
        assertThat(parent(attempt)).isEqualTo(id(front));
        assertThat(attributes(attempt))
                .containsEntry("faas.trigger", "pubsub")
                .containsEntry("faas.name", "echo")
                .containsEntry("faas.invocation_id", accepted.header("x-amzn-RequestId"))
                .doesNotContainKey("http.request.method");
        assertThat(seen.element().header("Lambda-Runtime-Trace-Id"))
                .contains("Parent=" + id(await(3, "run")), "Sampled=1", "Lineage=");
    }

    @Test
    void aFunctionsErrorIsMarkedByItsTypeAndNeverByItsWords() {
        start(1);
        echo();
        testbed.invoke("echo", "{\"fail\":1}");
        Span call = await(2, "echo");
        assertThat(attributes(call))
                .containsEntry("error.type", "BadCustomer")
                .containsEntry("http.response.status_code", 200L)
                .doesNotContainKey("davit.error.reason");
        assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(await(2, "run").getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(collector.spans().toString()).doesNotContain("secret");
    }

    @Test
    void aThrottleNamesItsComponentAndReason() {
        start(1);
        echo();
        testbed.events("echo", EventConfig.DEFAULT, 0);
        assertThat(testbed.invoke("echo", "{}").status()).isEqualTo(429);
        Span call = await(1, "echo");
        assertThat(attributes(call))
                .containsEntry("davit.error.component", "concurrency")
                .containsEntry("davit.error.reason", "ReservedConcurrencyExhausted")
                .containsEntry("error.type", "TooManyRequestsException")
                .containsEntry("http.response.status_code", 429L);
        assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void aCallersMistakeIsNoErrorOfTheServer() {
        start(1);
        assertThat(testbed.invoke("missing", "{}").status()).isEqualTo(404);
        Span call = await(1, "Invoke");
        assertThat(attributes(call))
                .containsEntry("error.type", "ResourceNotFoundException")
                .containsEntry("http.response.status_code", 404L);
        assertThat(call.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
    }

    @Test
    void strangersDoNotDecideWhatIsRecorded() {
        start(0);
        echo();
        testbed.gateway()
                .feed()
                .put(new UrlEntry(new FunctionKey(Testbed.NAMESPACE, "echo"), "echo", null, true, false, null));
        String given = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + PARENT + ";Sampled=1";
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            String host = new UrlEntry(new FunctionKey(Testbed.NAMESPACE, "echo"), "echo", null, true, false, null).id()
                    + ".lambda-url." + Testbed.REGION + "." + Testbed.URL_DOMAIN;
            PlainHttp.Answer url = http.send("GET", "/", Map.of("Host", host, "X-Amzn-Trace-Id", given), null);
            assertThat(url.status()).isEqualTo(200);
            PlainHttp.Answer refused =
                    http.send("POST", "/2015-03-31/functions/echo/invocations", Map.of("X-Amzn-Trace-Id", given), "{}");
            assertThat(refused.status()).isEqualTo(403);
        }
        assertThat(seen.element().header("Lambda-Runtime-Trace-Id")).endsWith("Sampled=0");
        testbed.invoke("echo", Map.of("X-Amzn-Trace-Id", given), "{}");
        await(2, "echo");
        assertThat(collector.spans())
                .as("one call; if its environment was not back yet, it has a span of the queue, too")
                .filteredOn(span -> span.getName().equals("echo"))
                .hasSize(1);
    }
}
