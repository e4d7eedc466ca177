package dev.davit.gateway.http.invoke;

import dev.davit.gateway.environment.EnvironmentLogs.Line;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BufferPayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Puts an invocation's log together: what its environment wrote, and what the platform says where that does not say it. */
final class LogTail {

    /** How much earlier than the call a node may say that a line of it was written: its clock is another. */
    private static final long EARLIER_MILLIS = 2;

    /** How much later than the answer a node may say that a line was written before it. */
    private static final long LATER_MILLIS = 50;

    private LogTail() {}

    /** Whether the log tells the invocation's end. */
    static boolean isWhole(String requestId, List<Line> written) {
        return written.stream().anyMatch(line -> PlatformLines.isReport(line.text(), requestId));
    }

    /**
     * The log as text.
     *
     * @param written what its environment wrote: all of it when the initialisation failed, else from about {@code began} on
     * @param began when it was handed out, milliseconds since 1970
     * @param now milliseconds since 1970
     */
    static String of(Invocation invocation, Outcome outcome, List<Line> written, long began, long now) {
        String id = invocation.requestId();
        PlatformLines platform = new PlatformLines(invocation.call(), now);
        List<String> lines = during(invocation, written, began);
        boolean started = index(lines, line -> PlatformLines.isStart(line, id)) >= 0;
        boolean ended = index(lines, line -> PlatformLines.isReport(line, id)) >= 0;
        PlatformLines.Failure failure = failure(invocation, outcome);
        StringBuilder text = new StringBuilder(1024);
        if (started || invocation.failedInit() != null) {
            append(text, lines);
        }
        if (invocation.failedInit() != null && index(lines, PlatformLines::isInitReport) < 0) {
            text.append(platform.initReport(invocation.failedInit().nanos() / 1e6, failure));
        }
        if (!started) {
            text.append(platform.start());
            if (invocation.failedInit() == null) {
                append(text, lines);
            }
        }
        return ended
                ? text.toString()
                : text.append(platform.end(invocation, failure)).toString();
    }

    /** The lines of this invocation alone. */
    private static List<String> during(Invocation invocation, List<Line> written, long began) {
        String id = invocation.requestId();
        List<String> all = written.stream().map(Line::text).toList();
        int start = index(all, line -> PlatformLines.isStart(line, id));
        if (start >= 0) {
            int report = index(all, line -> PlatformLines.isReport(line, id));
            return all.subList(start, report >= 0 ? report + 1 : all.size());
        }
        if (invocation.failedInit() != null) {
            return all;
        }
        long latest = began + afterwards(invocation);
        List<String> lines = new ArrayList<>();
        for (Line line : written) {
            if (line.epochMillis() >= began - EARLIER_MILLIS && line.epochMillis() <= latest) {
                lines.add(line.text());
            }
        }
        return lines;
    }

    /** How long after the hand-out a line is still of this invocation: what comes later may be of the next. */
    private static long afterwards(Invocation invocation) {
        long took = invocation.durationNanos() / 1_000_000;
        long next = invocation.untilNextNanos() / 1_000_000;
        return next == 0 ? took + LATER_MILLIS : Math.clamp(next - EARLIER_MILLIS, took, took + LATER_MILLIS);
    }

    /** Why the platform says that it failed; null when it did not, or when that is the function's own affair. */
    private static PlatformLines.Failure failure(Invocation invocation, Outcome outcome) {
        if (!(outcome instanceof Outcome.FunctionError error)) {
            return null;
        }
        if (error.end() != null) {
            return new PlatformLines.Failure(
                    error.end().type(),
                    error.end().message(),
                    SandboxErrors.TIMED_OUT.equals(error.end().type()));
        }
        return invocation.failedInit() == null
                ? null
                : new PlatformLines.Failure(
                        FunctionErrorType.of(
                                BufferPayload.bufferOf(error.body()).toString(StandardCharsets.UTF_8)),
                        null,
                        false);
    }

    private static int index(List<String> lines, Predicate<String> wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.test(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static void append(StringBuilder text, List<String> lines) {
        for (String line : lines) {
            text.append(line).append('\n');
        }
    }
}
