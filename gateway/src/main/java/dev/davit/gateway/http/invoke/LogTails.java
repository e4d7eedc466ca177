package dev.davit.gateway.http.invoke;

import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.environment.EnvironmentLogs.Line;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.http.CallsUnderWay;
import dev.davit.gateway.kernel.Clock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds what {@code X-Amz-Log-Result} tells: the last 4 KB of an invocation's log. A managed runtime sends them with its
 * answer. Of an image, of a custom runtime and of whatever ended without an answer they are read from the pod's log, which is
 * looked at until it has not grown for a while: a line takes a moment from the process to the log. Owner thread only.
 */
final class LogTails {

    private static final int SIZE = 4096;
    private static final long BETWEEN_LOOKS_MILLIS = 20;
    private static final long QUIET_NANOS = 20_000_000;
    /** The last words of a process are copied from two pipes when it is gone already. */
    private static final long QUIET_AFTER_FAILURE_NANOS = 150_000_000;

    private static final long PATIENCE_MILLIS = 2000;

    private final EnvironmentLogs logs;
    private final Clock clock;
    private final Executor owner;
    private final CallsUnderWay reads = new CallsUnderWay();

    LogTails(EnvironmentLogs logs, Clock clock, Executor owner) {
        this.logs = logs;
        this.clock = clock;
        this.owner = owner;
    }

    /** Tells it base64, or null to a caller who does not want it. */
    void of(Invocation invocation, Outcome outcome, Consumer<String> then) {
        if (!invocation.call().tail() || outcome instanceof Outcome.Refused) {
            then.accept(null);
        } else if (invocation.logTail() != null) {
            then.accept(invocation.logTail());
        } else {
            look(invocation, outcome, then);
        }
    }

    private void look(Invocation invocation, Outcome outcome, Consumer<String> then) {
        String account = invocation.call().function().namespace();
        EnvironmentId where = whoseLog(invocation);
        long began = clock.epochMillis() - (clock.nanos() - invocation.startedNanos()) / 1_000_000;
        Consumer<List<Line>> tell =
                lines -> then.accept(encoded(LogTail.of(invocation, outcome, lines, began, clock.epochMillis())));
        if (where == null || !reads.begin(account)) {
            tell.accept(List.of());
            return;
        }
        long quiet = outcome instanceof Outcome.Answer ? QUIET_NANOS : QUIET_AFTER_FAILURE_NANOS;
        new Look(where, invocation.failedInit() == null ? began : 0, invocation.requestId(), quiet, lines -> {
                    reads.end(account);
                    tell.accept(lines);
                })
                .again();
    }

    private static EnvironmentId whoseLog(Invocation invocation) {
        if (invocation.failedInit() != null) {
            return invocation.failedInit().environment();
        }
        return invocation.environment() == null
                ? null
                : invocation.environment().id();
    }

    /** One log, looked at again and again. */
    private final class Look {

        private final EnvironmentId where;
        private final long since;
        private final String requestId;
        private final long quiet;
        private final Consumer<List<Line>> then;
        private final long until = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        private List<Line> seen = List.of();
        private long changed = clock.nanos();

        Look(EnvironmentId where, long since, String requestId, long quiet, Consumer<List<Line>> then) {
            this.where = where;
            this.since = since;
            this.requestId = requestId;
            this.quiet = quiet;
            this.then = then;
        }

        void again() {
            logs.read(where, since)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(until - clock.nanos(), TimeUnit.NANOSECONDS)
                    .whenCompleteAsync((lines, failure) -> looked(failure == null ? lines : null), owner);
        }

        /** A log that is gone was complete before. */
        private void looked(List<Line> lines) {
            long now = clock.nanos();
            if (lines != null && !lines.equals(seen)) {
                seen = lines;
                changed = now;
            }
            if (lines == null || now - changed >= quiet || now >= until || LogTail.isWhole(requestId, seen)) {
                then.accept(seen);
                return;
            }
            CompletableFuture.delayedExecutor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS, owner)
                    .execute(this::again);
        }
    }

    private static String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder()
                .encodeToString(
                        bytes.length <= SIZE ? bytes : Arrays.copyOfRange(bytes, bytes.length - SIZE, bytes.length));
    }
}
