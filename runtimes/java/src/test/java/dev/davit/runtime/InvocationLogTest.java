package dev.davit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationLogTest extends StandbyCase {
    private static final String REPORT =
            "REPORT RequestId: 1\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 256 MB\t"
                    + "Max Memory Used: [1-9]\\d* MB\t";
    private static final String INIT = "Init Duration: \\d+\\.\\d\\d ms\t";
    private static final String PRINTING = """
            import com.amazonaws.services.lambda.runtime.Context;
            public class Handler {
                public int handle(int event, Context context) {
                    System.out.println("out");
                    System.err.println("err");
                    context.getLogger().log("logged\\n");
                    return 6 / event;
                }
            }
            """;

    private FakeGateway.Request callWithTail(String event, String path) throws Exception {
        gateway.invoke(event, true);
        FakeGateway.Request answer = gateway.expect(path);
        gateway.expect(FakeGateway.NEXT);
        return answer;
    }

    private static String tail(FakeGateway.Request answer) {
        byte[] bytes = Base64.getDecoder().decode(answer.headers().getFirst("Davit-Log-Tail"));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void framesEachInvocationAndReportsTheInitialisationOnce() throws Exception {
        load(PRINTING);
        call("1");
        List<String> lines = environment.linesTo("REPORT");
        assertThat(lines.subList(0, lines.size() - 1))
                .containsExactly(
                        "INIT_START Runtime Version: java:25",
                        "START RequestId: 1 Version: $LATEST",
                        "out",
                        "err",
                        "logged",
                        "END RequestId: 1");
        assertThat(lines.getLast()).matches(REPORT + INIT);
        call("1");
        assertThat(environment.linesTo("REPORT").getLast()).matches(REPORT);
    }

    @Test
    void leavesNoLineOfAnInvocationThatPrintsNothingAndSucceedsButTheFirst() throws Exception {
        load("public class Handler { public int handle(int event) { return 6 / event; } }");
        call("1");
        assertThat(environment.linesTo("REPORT")).hasSize(4);
        call("1");
        call("1");
        gateway.invoke("0", false);
        gateway.expect(FakeGateway.ERROR);
        gateway.expect(FakeGateway.NEXT);
        List<String> lines = environment.linesTo("REPORT");
        assertThat(lines.getFirst()).startsWith("START");
        assertThat(lines).filteredOn(line -> line.startsWith("START")).hasSize(1);
    }

    @Test
    void reportsTheTimeTheHandlerTookAndBillsWholeMilliseconds() throws Exception {
        load("public class Handler { public int handle(int e) throws Exception { Thread.sleep(50); return e; } }");
        call("1");
        String[] report = environment.linesTo("REPORT").getLast().split("[\t ]+");
        double duration = Double.parseDouble(report[4]);
        assertThat(duration).isGreaterThanOrEqualTo(50);
        assertThat(Long.parseLong(report[8])).isEqualTo((long) Math.ceil(duration));
    }

    @Test
    void sendsTheTailWithTheAnswerOnlyWhenItIsWanted() throws Exception {
        load(PRINTING);
        assertThat(call("1").headers()).doesNotContainKey("Davit-Log-Tail");
        environment.linesTo("REPORT");
        FakeGateway.Request answer = callWithTail("2", FakeGateway.RESPONSE);
        assertThat(answer.body()).isEqualTo("3");
        assertThat(tail(answer)).isEqualTo(String.join("\n", environment.linesTo("REPORT")) + "\n");
        assertThat(tail(answer)).contains("\nout\nerr\nlogged\nEND");
        assertThat(call("1").headers()).doesNotContainKey("Davit-Log-Tail");
    }

    @Test
    void sendsTheTailWithAnErrorToo() throws Exception {
        load(PRINTING);
        FakeGateway.Request answer = callWithTail("0", FakeGateway.ERROR);
        assertThat(answer.text("errorType")).isEqualTo("java.lang.ArithmeticException");
        assertThat(answer.headers().getFirst("Lambda-Runtime-Function-Error-Type"))
                .isEqualTo("Runtime.UserException");
        // With what the client logs of the error, once it has reported it.
        assertThat(tail(answer))
                .contains("\nout\n", "\n/ by zero: java.lang.ArithmeticException\n", "\nREPORT RequestId: 1");
        assertThat(environment.linesTo("REPORT").getLast()).matches(REPORT + INIT);
    }

    @Test
    void beginsThePlatformsLinesOnLinesOfTheirOwn() throws Exception {
        load(
                "public class Handler { static { System.out.print(\"loading\"); } public int handle(int e) { (e == 1 ? System.out : System.err).print(\"nonl\"); return e; } }");
        for (String event : List.of("1", "2")) {
            FakeGateway.Request answer = callWithTail(event, FakeGateway.RESPONSE);
            List<String> lines = environment.linesTo("REPORT");
            assertThat(lines.subList(lines.size() - 4, lines.size() - 1))
                    .containsExactly("START RequestId: 1 Version: $LATEST", "nonl", "END RequestId: 1");
            assertThat(tail(answer)).startsWith("START").contains("\nnonl\nEND RequestId: 1\nREPORT");
        }
    }

    @ParameterizedTest
    @CsvSource({"TEXT,one,two", "JSON,'.*\"message\":\"one\".*','.*\"message\":\"two\".*'"})
    void endsEachRecordOfTheLogger(String format, String first, String second) throws Exception {
        String source = """
                public class Handler {
                    public int handle(int e, com.amazonaws.services.lambda.runtime.Context context) {
                        context.getLogger().log("one");
                        context.getLogger().log("two");
                        return e;
                    }
                }
                """;
        load("Handler::handle", Map.of("AWS_LAMBDA_LOG_FORMAT", format), Map.of("Handler.java", source));
        String[] lines = tail(callWithTail("1", FakeGateway.RESPONSE)).split("\n");
        assertThat(lines[1]).matches(first);
        assertThat(lines[2]).matches(second);
        assertThat(lines[3]).contains(format.equals("TEXT") ? "END RequestId: 1" : "\"type\":\"platform.report\"");
    }

    @Test
    void sendsTheLast4Kilobytes() throws Exception {
        load(
                "public class Handler { public int handle(int e) { for (int i = 0; i < 5000; i++) System.out.println(i); return e; } }");
        String tail = tail(callWithTail("1", FakeGateway.RESPONSE));
        assertThat(tail).hasSize(Tail.SIZE).contains("\n4999\nEND RequestId: 1\nREPORT");
    }

    @Test
    void writesOfFailuresAloneWhenTheSystemLogLevelIsWarn() throws Exception {
        load(
                "Handler::handle",
                Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON", "DAVIT_SYSTEM_LOG_LEVEL", "WARN"),
                Map.of("Handler.java", "public class Handler { public int handle(int event) { return 6 / event; } }"));
        call("1");
        gateway.invoke("0", false);
        gateway.expect(FakeGateway.ERROR);
        gateway.expect(FakeGateway.NEXT);
        List<String> lines = environment.linesTo("{\"time\":");
        assertThat(lines).filteredOn(line -> line.contains("\"platform.")).hasSize(1);
        assertThat(lines.getLast()).contains("\"type\":\"platform.report\"", "\"status\":\"error\"");
    }

    @Test
    void writesEventsWhenTheFunctionLogsJson() throws Exception {
        load("Handler::handle", Map.of("AWS_LAMBDA_LOG_FORMAT", "JSON"), Map.of("Handler.java", ECHO));
        call("1");
        List<String> lines = environment.linesTo("{\"time\":");
        lines.addAll(environment.linesTo("{\"time\":"));
        lines.addAll(environment.linesTo("{\"time\":"));
        assertThat(lines.get(0)).contains("\"type\":\"platform.initStart\"");
        assertThat(lines.get(1))
                .contains("\"type\":\"platform.start\",\"record\":{\"requestId\":\"1\",\"version\":\"$LATEST\"}}");
        assertThat(lines.get(2))
                .contains("\"type\":\"platform.report\"", "\"memorySizeMB\":256", "\"initDurationMs\":");
    }
}
