package dev.davit.gateway.http.invoke;

import dev.davit.gateway.environment.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * {@code X-Amz-Log-Result}: the end of an invocation's log. The managed runtimes say what they logged; of others the
 * platform's own lines are told, without the memory used, which only the environment knows.
 */
final class LogTail {

    private LogTail() {}

    /** The end of the log, base64. */
    static String of(Invocation invocation) {
        return invocation.logTail() != null
                ? invocation.logTail()
                : Base64.getEncoder().encodeToString(lines(invocation).getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(Invocation invocation) {
        Invocation.Call call = invocation.call();
        String id = "RequestId: " + invocation.requestId();
        // A call that is timed out took its time limit, however long its end took.
        double millis =
                Math.min(invocation.durationNanos() / 1e6, call.revision().timeoutSeconds() * 1e3);
        StringBuilder lines = new StringBuilder(256)
                .append("START ")
                .append(id)
                .append(" Version: ")
                .append(call.version())
                .append('\n')
                .append("END ")
                .append(id)
                .append('\n')
                .append("REPORT ")
                .append(id)
                .append(String.format(
                        Locale.ROOT,
                        "\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\t",
                        millis,
                        (long) Math.ceil(millis),
                        call.revision().memorySize()));
        if (invocation.initNanos() > 0) {
            lines.append(String.format(Locale.ROOT, "Init Duration: %.2f ms\t", invocation.initNanos() / 1e6));
        }
        return lines.append('\n').toString();
    }
}
