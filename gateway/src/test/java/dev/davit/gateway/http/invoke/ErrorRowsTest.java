package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.testbed.FakeQueue;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The table of Lambda's errors: each that the gateway knows is provoked over HTTP and comes with all that AWS sends with it. The
 * last one ends the gateway.
 */
class ErrorRowsTest {

    /** Of signatures, which SignatureVerifierTest looks at, and of the control API, which ControlRefusalsTest does. */
    private static final Set<ErrorCode> ELSEWHERE = EnumSet.of(
            ErrorCode.UNRECOGNIZED_CLIENT,
            ErrorCode.INVALID_SIGNATURE,
            ErrorCode.INCOMPLETE_SIGNATURE,
            ErrorCode.PROVISIONED_CONCURRENCY_NOT_FOUND);

    private static final String INVOKE = "/2015-03-31/functions/echo/invocations";

    private final FakeQueue queue = new FakeQueue(Clock.system());
    private final Testbed testbed = Testbed.start(
            Observers.NONE,
            InvocationMeter.NONE,
            new Testbed.Events(
                    queue,
                    (target, message) -> CompletableFuture.completedFuture(new Destinations.Sent.Delivered()),
                    AsyncSettings.DEFAULT));
    private final Map<ErrorCode, PlainHttp.Answer> rows = new EnumMap<>(ErrorCode.class);

    private PlainHttp.Answer send(String method, String path, Map<String, String> headers, String body) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            return http.send(method, path, headers, body);
        }
    }

    private void provokeThoseOfTheCaller() {
        rows.put(ErrorCode.MISSING_AUTHENTICATION_TOKEN, send("POST", INVOKE, Map.of(), "{}"));
        rows.put(ErrorCode.ACCESS_DENIED, testbed.invoke("forbidden", "{}"));
        Map<String, String> caller = Map.of("X-Test-Caller", Testbed.NAMESPACE);
        rows.put(ErrorCode.UNKNOWN_OPERATION, send("GET", "/2015-03-31/elsewhere", caller, null));
        rows.put(ErrorCode.UNSUPPORTED_OPERATION, send("DELETE", "/2015-03-31/functions/echo", caller, null));
        rows.put(ErrorCode.NOT_FOUND, testbed.invoke("missing", "{}"));
        rows.put(
                ErrorCode.INVALID_PARAMETER,
                send("POST", INVOKE.replace("echo", "echo:1") + "?Qualifier=2", caller, "{}"));
        rows.put(ErrorCode.NO_PUBLISHED_VERSION, testbed.invoke("echo:$LATEST.PUBLISHED", "{}"));
        rows.put(ErrorCode.INVALID_CONTENT, testbed.invoke("echo", "no json"));
        rows.put(ErrorCode.VALIDATION, testbed.invoke("echo", Map.of("X-Amz-Log-Type", "Head"), "{}"));
        rows.put(
                ErrorCode.TOO_LARGE,
                testbed.invoke("echo", Map.of("X-Amz-Invocation-Type", "Event"), "\"" + "x".repeat(1 << 20) + "\""));
    }

    private void provokeThoseOfThePlatform() {
        testbed.imageFunction("starting", 3);
        testbed.state("starting", FunctionState.FAILED);
        rows.put(ErrorCode.CONFLICT, testbed.invoke("starting", "{}"));
        testbed.imageFunction("reserved", 3);
        testbed.events("reserved", EventConfig.DEFAULT, 0);
        rows.put(ErrorCode.THROTTLED, testbed.invoke("reserved", "{}"));
        RevisionEntry broken = testbed.imageFunction("broken", 3);
        testbed.pool(broken.poolKey(), "broken-1", new PoolProblem("ImagePullFailed", "no such image", null));
        rows.put(ErrorCode.ENVIRONMENT_FAILED, testbed.invoke("broken", "{}"));
        queue.broken("disk full");
        rows.put(ErrorCode.SERVICE, testbed.invoke("echo", Map.of("X-Amz-Invocation-Type", "Event"), "{}"));
    }

    private void provokeThatOfAGatewayThatStops() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        RevisionEntry slow = testbed.imageFunction("slow", 20);
        testbed.environment(slow.poolKey(), "slow-a", event -> {
            answer.join();
            return FakeRuntime.Reply.response("{}");
        });
        CompletableFuture<PlainHttp.Answer> underWay = testbed.invokeLater("slow", "{}");
        Awaitility.await().until(() -> testbed.gateway().inFlight() == 1);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(
                () -> testbed.gateway().stop(Duration.ofSeconds(20)),
                run -> Thread.ofVirtual().start(run));
        rows.put(
                ErrorCode.UNAVAILABLE,
                Awaitility.await().until(() -> testbed.invoke("echo", "no json"), sent -> sent.status() == 503));
        answer.complete(null);
        underWay.join();
        stopped.join();
    }

    @Test
    void everyErrorComesWithItsStatusItsTypeAndItsBody() {
        testbed.imageFunction("echo", 3);
        provokeThoseOfTheCaller();
        provokeThoseOfThePlatform();
        provokeThatOfAGatewayThatStops();
        Set<ErrorCode> expected = Arrays.stream(ErrorCode.values())
                .filter(code -> !code.name().startsWith("ECS_") && !ELSEWHERE.contains(code))
                .collect(Collectors.toSet());
        assertThat(rows.keySet()).isEqualTo(expected);
        rows.forEach(ErrorRowsTest::assertRow);
    }

    private static void assertRow(ErrorCode code, PlainHttp.Answer answer) {
        assertThat(answer.status()).as("%s: %s", code, answer.text()).isEqualTo(code.status());
        assertThat(answer.header("x-amzn-ErrorType")).as(code.name()).isEqualTo(code.type());
        assertThat(answer.header("x-amzn-RequestId")).as(code.name()).hasSize(36);
        assertThat(answer.header("Content-Type")).as(code.name()).isEqualTo("application/json");
        assertThat(answer.header("Retry-After")).as(code.name()).isEqualTo(code == ErrorCode.THROTTLED ? "1" : null);
        JsonNode body = json(answer);
        String message =
                code.form() == ErrorCode.Form.CALLER || code.form() == ErrorCode.Form.AUTH ? "message" : "Message";
        assertThat(body.path(message).asText()).as(code.name()).isNotBlank();
        String blame = code.status() >= 500 ? "Service" : "User";
        boolean blames = code.form() != ErrorCode.Form.AUTH && code.form() != ErrorCode.Form.ACCESS;
        assertThat(body.path("Type").asText(null)).as(code.name()).isEqualTo(blames ? blame : null);
        assertThat(body.has("Reason")).as(code.name()).isEqualTo(code == ErrorCode.THROTTLED);
    }

    private static JsonNode json(PlainHttp.Answer answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
