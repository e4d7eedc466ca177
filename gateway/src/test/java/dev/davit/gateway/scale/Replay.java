package dev.davit.gateway.scale;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;

/** One function's calls, served by environments that come and go as the decisions of this package say; the clock jumps. */
final class Replay {

    private static final long CLAIM = 30_000_000L;
    private static final long TICK = 10_000_000L;

    private record Event(long at, long order, Runnable what) {}

    private static final class Environment {
        long since;
        boolean gone;
    }

    /** What it came to. */
    static final class Result {
        long calls;
        long starts;
        long idleNanos;
        long longestWait;
        int most;
        /** Environments that ended without having served anybody. */
        int unused;

        void add(Result other) {
            calls += other.calls;
            starts += other.starts;
            idleNanos += other.idleNanos;
            longestWait = Math.max(longestWait, other.longestWait);
            most += other.most;
            unused += other.unused;
        }

        /** Cold starts per hundred calls. */
        double coldPercent() {
            return 100.0 * starts / Math.max(1, calls);
        }

        /** What idle environments of 128 MB hold. */
        double idleGigabyteSeconds() {
            return idleNanos / 1e9 / 8;
        }
    }

    private final int keepSeconds;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private final ArrayDeque<long[]> waiting = new ArrayDeque<>();
    private final ArrayDeque<Environment> idle = new ArrayDeque<>();
    private final LinkedHashSet<Environment> busy = new LinkedHashSet<>();
    private final Durations durations = new Durations();
    private final Pressure pressure = new Pressure();
    private final StartRate rate = new StartRate(1000, 0);
    private final Result result = new Result();
    private int starting;
    private long now;
    private long order;
    private boolean ticking;

    private Replay(int keepSeconds) {
        this.keepSeconds = keepSeconds;
    }

    static Result of(Trace.Calls calls, int keepSeconds) {
        Replay replay = new Replay(keepSeconds);
        for (int i = 0; i < calls.at().length; i++) {
            long takes = calls.takes()[i];
            replay.after(calls.at()[i], () -> replay.arrive(takes));
        }
        while (!replay.events.isEmpty()) {
            Event next = replay.events.poll();
            replay.now = next.at;
            next.what.run();
        }
        return replay.result;
    }

    private void after(long nanos, Runnable what) {
        events.add(new Event(now + nanos, order++, what));
    }

    private void arrive(long takes) {
        result.calls++;
        Environment last = idle.pollLast();
        if (last != null) {
            result.idleNanos += now - last.since;
            serve(last, takes);
            return;
        }
        waiting.addLast(new long[] {now, takes});
        evaluate();
    }

    private void serve(Environment environment, long takes) {
        environment.since = now;
        busy.add(environment);
        after(takes, () -> ended(environment, takes));
    }

    private void ended(Environment environment, long took) {
        busy.remove(environment);
        durations.add(took);
        free(environment);
        evaluate();
    }

    private void free(Environment environment) {
        long[] next = waiting.pollFirst();
        if (next != null) {
            result.longestWait = Math.max(result.longestWait, now - next[0]);
            serve(environment, next[1]);
            return;
        }
        long since = now;
        environment.since = since;
        idle.addLast(environment);
        after(keepSeconds * 1_000_000_000L, () -> retire(environment, since));
    }

    /** Those used least recently are at the front; what was used again has another time. */
    private void retire(Environment environment, long since) {
        if (environment.since == since
                && KeepAlive.expired(since, now, keepSeconds, KeepAlive.Currency.CURRENT)
                && idle.remove(environment)) {
            environment.gone = true;
            result.idleNanos += now - since;
        }
    }

    /** What the allocator does for a queue whose pool has parked environments enough. */
    private void evaluate() {
        pressure.note(busy.isEmpty() ? 0 : waiting.size(), now, CLAIM);
        long oldest = busy.isEmpty() ? 0 : now - busy.getFirst().since;
        int wanted = Appetite.starting(
                new Appetite.Seen(waiting.size(), busy.size(), durations.estimateNanos(), oldest, pressure.standing()),
                CLAIM);
        int most = starting + rate.left(now);
        while (starting < Math.min(wanted, most)) {
            starting++;
            rate.used(1);
            result.starts++;
            after(CLAIM, this::started);
        }
        result.most = Math.max(result.most, starting + busy.size() + idle.size());
        if (!waiting.isEmpty() && !ticking) {
            ticking = true;
            after(TICK, () -> {
                ticking = false;
                evaluate();
            });
        }
    }

    private void started() {
        starting--;
        if (waiting.isEmpty()) {
            result.unused++;
        }
        free(new Environment());
        evaluate();
    }
}
