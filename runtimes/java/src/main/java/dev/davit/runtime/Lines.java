package dev.davit.runtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What AWS writes into a function's log by itself, as text or as JSON, whichever log format the function has. */
final class Lines {
    private static final double NANOS = 1_000_000;

    private final boolean json;
    private final boolean failuresOnly;
    private final String version;
    private final String memorySize;

    Lines(Map<String, String> variables) {
        json = "JSON".equalsIgnoreCase(variables.get("AWS_LAMBDA_LOG_FORMAT"));
        // AWS has system log levels for JSON alone; from WARN on only what failed is told.
        failuresOnly = json && "WARN".equalsIgnoreCase(variables.get("DAVIT_SYSTEM_LOG_LEVEL"));
        version = variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        memorySize = variables.getOrDefault("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    }

    String initStart() {
        if (failuresOnly) {
            return "";
        }
        String runtime = "java:" + Runtime.version().feature();
        if (json) {
            return event(
                    "platform.initStart",
                    "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"runtimeVersion\":\"" + runtime + '"');
        }
        return "INIT_START Runtime Version: " + runtime + "\n";
    }

    /** AWS writes no types of the function's own into its lines. */
    private static String known(String errorType) {
        return errorType != null && errorType.matches("(Runtime|Function)\\.[A-Z][a-zA-Z]+")
                ? errorType
                : "Function.Unknown";
    }

    String initReport(long nanos, String errorType) {
        if (json) {
            return event(
                    "platform.initReport",
                    "\"initializationType\":\"on-demand\",\"phase\":\"init\",\"metrics\":{\"durationMs\":"
                            + millis(nanos) + "},\"status\":\"error\",\"errorType\":\"" + known(errorType) + '"');
        }
        return "INIT_REPORT Init Duration: " + millis(nanos) + " ms\tPhase: init\tStatus: error\tError Type: "
                + known(errorType) + "\n";
    }

    String start(String requestId) {
        if (failuresOnly) {
            return "";
        }
        if (json) {
            return event("platform.start", "\"requestId\":\"" + requestId + "\",\"version\":\"" + version + '"');
        }
        return "START RequestId: " + requestId + " Version: " + version + "\n";
    }

    /** END and REPORT; the initialisation's time is given once, with the first invocation's, and is negative otherwise. */
    String report(String requestId, long nanos, long initNanos, long usedMegabytes, boolean failed) {
        if (failuresOnly && !failed) {
            return "";
        }
        long billed = (long) Math.ceil(nanos / NANOS);
        if (json) {
            return event(
                    "platform.report",
                    "\"requestId\":\"" + requestId + "\",\"metrics\":{\"durationMs\":" + millis(nanos)
                            + ",\"billedDurationMs\":" + billed + ",\"memorySizeMB\":" + memorySize
                            + ",\"maxMemoryUsedMB\":"
                            + usedMegabytes + (initNanos < 0 ? "" : ",\"initDurationMs\":" + millis(initNanos))
                            + "},\"status\":\"" + (failed ? "error" : "success") + '"');
        }
        return "END RequestId: " + requestId + "\nREPORT RequestId: " + requestId + "\tDuration: " + millis(nanos)
                + " ms\tBilled Duration: " + billed + " ms\tMemory Size: " + memorySize + " MB\tMax Memory Used: "
                + usedMegabytes + " MB\t" + (initNanos < 0 ? "" : "Init Duration: " + millis(initNanos) + " ms\t")
                + "\n";
    }

    private static String event(String type, String record) {
        return "{\"time\":\"" + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\",\"type\":\"" + type
                + "\",\"record\":{" + record + "}}\n";
    }

    /** Two decimals, without the locale and the cost of a format. */
    static String millis(long nanos) {
        long hundredths = Math.round(nanos / (NANOS / 100));
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
