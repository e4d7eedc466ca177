package dev.davit.gateway.http.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentLogs.Line;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.environment.SandboxErrors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private static final long BEGAN = 1_000_000L;
    private static final Outcome FINE = new Outcome.Answer(Payload.of("1"));

    private static Invocation invocation(Map<String, String> variables) {
        RevisionEntry revision = new RevisionEntry(
                new RevisionKey("a", "f-1"), "f", "7", "pool", false, "app.handler", 256, 2, variables, Map.of(), null);
        Invocation invocation = new Invocation(
                new Invocation.Call("id-1", revision, "7", null, "arn", Payload.of("{}"), null, null, true),
                (done, outcome) -> {});
        invocation.ended(1_500_000L, 0);
        return invocation;
    }

    private static String tail(Invocation invocation, Outcome outcome, List<Line> lines) {
        return LogTail.of(invocation, outcome, lines, BEGAN, 1_800_000_000_000L);
    }

    @Test
    void whatTheRuntimeWroteFromStartToReportIsTheWholeLog() {
        List<Line> lines = List.of(
                new Line(1, "END RequestId: id-0"),
                new Line(2, "START RequestId: id-1 Version: 7"),
                new Line(3, "printed"),
                new Line(4, "END RequestId: id-1"),
                new Line(4, "REPORT RequestId: id-1\tDuration: 1 ms"),
                new Line(5, "START RequestId: id-2 Version: 7"));
        assertThat(LogTail.isWhole("id-1", lines)).isTrue();
        assertThat(LogTail.isWhole("id-2", lines)).isFalse();
        assertThat(tail(invocation(Map.of()), FINE, lines))
                .isEqualTo("START RequestId: id-1 Version: 7\nprinted\nEND RequestId: id-1\n"
                        + "REPORT RequestId: id-1\tDuration: 1 ms\n");
    }

    @Test
    void aLineThatOvertookStartIsOfThisCall() {
        List<Line> lines = List.of(
                new Line(BEGAN - 10, "of the one before"),
                new Line(BEGAN + 1, "END RequestId: id-0"),
                new Line(BEGAN + 1, "to stderr"),
                new Line(BEGAN + 2, "START RequestId: id-1 Version: 7"),
                new Line(BEGAN + 3, "to stdout"));
        assertThat(tail(invocation(Map.of()), SandboxErrors.exited("id-1", null), lines))
                .startsWith("START RequestId: id-1 Version: 7\nto stderr\nto stdout\nRequestId: id-1 Error: ")
                .doesNotContain("id-0", "before");
    }

    @Test
    void aHandlersErrorIsAnErrorInJsonAlone() {
        Outcome error = new Outcome.FunctionError(Payload.of("{\"errorType\":\"E\"}"));
        assertThat(tail(invocation(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON")), error, List.of()))
                .endsWith("},\"status\":\"error\"}}\n");
        assertThat(tail(invocation(Map.of()), error, List.of())).endsWith("Memory Size: 256 MB\t\n");
    }

    @Test
    void anErrorTypeThatAwsDoesNotKnowIsUnknown() {
        Invocation invocation = invocation(Map.of());
        invocation.failedInit(new Invocation.FailedInit(new EnvironmentId("a", "p"), 1_000_000L, false));
        assertThat(tail(invocation, new Outcome.FunctionError(Payload.of("{\"errorType\":\"ValueError\"}")), List.of()))
                .contains("Phase: init\tStatus: error\tError Type: Function.Unknown\n");
    }

    @Test
    void linesOfOthersAreLeftOut() {
        List<Line> lines = List.of(
                new Line(BEGAN - 3, "of the one before"),
                new Line(BEGAN + 1, "its own"),
                new Line(BEGAN + 1000, "of the one after"));
        assertThat(tail(invocation(Map.of()), FINE, lines))
                .contains("START RequestId: id-1 Version: 7\nits own\nEND RequestId: id-1\n")
                .doesNotContain("of the one");
    }

    @Test
    void isJsonWhereTheFunctionsLogIs() {
        Invocation invocation = invocation(Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"));
        assertThat(tail(
                        invocation,
                        SandboxErrors.timedOut("id-1", 2),
                        List.of(new Line(BEGAN, "{\"message\":\"hi\"}"))))
                .isEqualTo(
                        "{\"time\":\"2027-01-15T08:00:00.000Z\",\"type\":\"platform.start\",\"record\":"
                                + "{\"requestId\":\"id-1\",\"version\":\"7\"}}\n"
                                + "{\"message\":\"hi\"}\n"
                                + "{\"time\":\"2027-01-15T08:00:00.000Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"id-1\","
                                + "\"metrics\":{\"durationMs\":1.50,\"billedDurationMs\":2,\"memorySizeMB\":256},\"status\":\"timeout\"}}\n");
    }

    @Test
    void anInitialisationThatTookTooLongIsReportedOnce() {
        Invocation invocation = invocation(Map.of());
        invocation.failedInit(new Invocation.FailedInit(new EnvironmentId("a", "p"), 10_000_000_000L, true));
        Outcome late = SandboxErrors.timedOut("id-1", 2);
        assertThat(tail(invocation, late, List.of(new Line(5, "INIT_START Runtime Version: x"))))
                .startsWith("INIT_START Runtime Version: x\n"
                        + "INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout\n"
                        + "START RequestId: id-1 Version: 7\n")
                .contains("\tDuration: 2000.00 ms\tBilled Duration: 2000 ms\tMemory Size: 256 MB\tStatus: timeout\n");
        assertThat(tail(invocation, late, List.of(new Line(5, "INIT_REPORT Init Duration: 9 ms"))))
                .containsOnlyOnce("INIT_REPORT");
    }
}
