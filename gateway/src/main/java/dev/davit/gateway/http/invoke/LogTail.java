package dev.davit.gateway.http.invoke;

import dev.davit.gateway.environment.EnvironmentLogs.Line;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
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
            return ofStart(id, written, start, began);
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

    /** From START to REPORT; the two streams of a process are copied side by side, so one may have overtaken START. */
    private static List<String> ofStart(String id, List<Line> written, int start, long began) {
        List<String> lines = new ArrayList<>();
        lines.add(written.get(start).text());
        for (int i = 0; i < written.size(); i++) {
            Line line = written.get(i);
            if (i > start || i < start && line.epochMillis() >= began && !PlatformLines.isPlatforms(line.text())) {
                lines.add(line.text());
            }
            if (i > start && PlatformLines.isReport(line.text(), id)) {
                break;
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

    /** How the platform says that it failed; null when it did not. */
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
        if (invocation.failedInit() == null) {
            return PlatformLines.Failure.OF_THE_HANDLER;
        }
        return new PlatformLines.Failure(PlatformLines.known(FunctionErrorType.of(error.body())), null, false);
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
