package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.api.lambda.v1alpha1.LoggingVariables;
import dev.davit.gateway.environment.Invocation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The lines that AWS itself writes into a function's log, for invocations whose runtime did not write them; text or JSON,
 * whichever log format the function has. The memory used is known in the environment alone, and not told here.
 */
final class PlatformLines {

    private static final String INIT_REPORT = "INIT_REPORT ";
    private static final Pattern OWN = Pattern.compile(
            "^(?:INIT_START |INIT_REPORT |(?:START|END|REPORT) RequestId: |\\{\"time\":\"[^\"]*\",\"type\":\"platform\\.)");
    private static final Pattern TYPE = Pattern.compile("(?:Runtime|Function)\\.[A-Z][a-zA-Z]+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Invocation.Call call;
    private final boolean json;
    private final String now;

    /**
     * Why it failed.
     *
     * @param type the error type, or null: a handler's own error is no affair of the platform's
     * @param message what happened, or null when the runtime wrote that itself
     * @param timeout whether it took too long
     */
    record Failure(String type, String message, boolean timeout) {

        static final Failure OF_THE_HANDLER = new Failure(null, null, false);

        private String status() {
            return timeout ? "timeout" : "error";
        }
    }

    /** For a call that ended at {@code now}, in milliseconds since 1970. */
    PlatformLines(Invocation.Call call, long now) {
        this.call = call;
        this.json = "JSON".equalsIgnoreCase(call.revision().environment().get(LoggingVariables.FORMAT));
        this.now = TIME.format(Instant.ofEpochMilli(now));
    }

    static boolean isStart(String line, String requestId) {
        return line.startsWith("START RequestId: " + requestId) || isEvent(line, "start", requestId);
    }

    static boolean isReport(String line, String requestId) {
        return line.startsWith("REPORT RequestId: " + requestId) || isEvent(line, "report", requestId);
    }

    /** Whether the platform wrote it, for whichever invocation. */
    static boolean isPlatforms(String line) {
        return OWN.matcher(line).find();
    }

    /** The error type as AWS writes it into a log. */
    static String known(String type) {
        return TYPE.matcher(type).matches() ? type : "Function.Unknown";
    }

    static boolean isInitReport(String line) {
        return line.startsWith(INIT_REPORT) || line.contains("\"type\":\"platform.initReport\"");
    }

    private static boolean isEvent(String line, String type, String requestId) {
        return line.contains("\"type\":\"platform." + type + "\"") && line.contains("\"" + requestId + "\"");
    }

    String start() {
        return json
                ? event("start", "\"requestId\":\"" + call.requestId() + "\",\"version\":\"" + call.version() + "\"")
                : "START RequestId: " + call.requestId() + " Version: " + call.version() + "\n";
    }

    /** How the initialisation ended that failed after so many milliseconds. */
    String initReport(double millis, Failure failure) {
        if (json) {
            return event(
                    "initReport",
                    "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"metrics\":{\"durationMs\":"
                            + number(millis) + "}" + status(failure));
        }
        return INIT_REPORT + "Init Duration: " + number(millis) + " ms\tPhase: init\tStatus: " + failure.status()
                + (failure.timeout() ? "" : "\tError Type: " + failure.type()) + "\n";
    }

    /** What happened, END and REPORT. */
    String end(Invocation invocation, Failure failure) {
        // A call that is timed out took its time limit, however long its end took.
        double took = invocation.failedInit() == null
                ? invocation.durationNanos()
                : invocation.failedInit().nanos();
        double millis = Math.min(took / 1e6, call.revision().timeoutSeconds() * 1e3);
        return json ? jsonEnd(invocation, millis, failure) : textEnd(invocation, millis, failure);
    }

    private String textEnd(Invocation invocation, double millis, Failure failure) {
        String id = "RequestId: " + call.requestId();
        StringBuilder lines = new StringBuilder(256);
        if (failure != null && failure.message() != null) {
            lines.append(
                    failure.timeout()
                            ? now + " " + call.requestId() + " " + failure.message() + "\n\n"
                            : id + " Error: " + failure.message() + "\n" + failure.type() + "\n");
        }
        lines.append("END ").append(id).append("\nREPORT ").append(id);
        lines.append("\tDuration: ").append(number(millis)).append(" ms\tBilled Duration: ");
        lines.append((long) Math.ceil(millis)).append(" ms\tMemory Size: ");
        lines.append(call.revision().memorySize()).append(" MB\t");
        if (invocation.initNanos() > 0) {
            lines.append("Init Duration: ")
                    .append(number(invocation.initNanos() / 1e6))
                    .append(" ms\t");
        }
        if (failure != null && failure != Failure.OF_THE_HANDLER) {
            lines.append("Status: ").append(failure.status());
            lines.append(failure.timeout() ? "" : "\tError Type: " + failure.type());
        }
        return lines.append('\n').toString();
    }

    private String jsonEnd(Invocation invocation, double millis, Failure failure) {
        String init = invocation.initNanos() > 0 ? ",\"initDurationMs\":" + number(invocation.initNanos() / 1e6) : "";
        return event(
                "report",
                "\"requestId\":\"" + call.requestId() + "\",\"metrics\":{\"durationMs\":" + number(millis)
                        + ",\"billedDurationMs\":" + (long) Math.ceil(millis) + ",\"memorySizeMB\":"
                        + call.revision().memorySize() + init + "}"
                        + (failure == null ? ",\"status\":\"success\"" : status(failure)));
    }

    private static String status(Failure failure) {
        String status = ",\"status\":\"" + failure.status() + "\"";
        return failure.type() == null || failure.timeout()
                ? status
                : status + ",\"errorType\":\""
                        + new String(JsonStringEncoder.getInstance().quoteAsString(failure.type())) + "\"";
    }

    private String event(String type, String record) {
        return "{\"time\":\"" + now + "\",\"type\":\"platform." + type + "\",\"record\":{" + record + "}}\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
