package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.meter.FunctionMeter;
import dev.davit.gateway.scale.Appetite;
import dev.davit.gateway.scale.Durations;
import dev.davit.gateway.scale.InitFailures;
import dev.davit.gateway.scale.Pressure;
import dev.davit.gateway.scale.StartRate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** One revision: who waits, who is idle, who works. */
final class RevisionQueue {

    /** A runtime that has nothing else to do asks for the next invocation much sooner after its answer, on a busy node, too. */
    private static final long PROMPT = 100_000_000L;

    final RevisionKey key;
    final FunctionMeter meter;
    /** How fast its function may grow. */
    final StartRate rate;

    RevisionEntry revision;
    final ArrayDeque<Invocation> waiting = new ArrayDeque<>();
    /** Most recently used last, so that the rest can grow old. */
    final ArrayDeque<Environment> idle = new ArrayDeque<>();
    /** BUSY, ELSEWHERE or ANSWERED, oldest first. */
    final LinkedHashSet<Environment> busy = new LinkedHashSet<>();

    /** Those of the busy ones that have answered and not asked for the next invocation yet, by the time of their answer. */
    final LinkedHashSet<Environment> answered = new LinkedHashSet<>();
    /** STARTING, INITIALISING or AWAY. */
    int starting;
    /** Environments wanted beyond those that start already. */
    int shortage;

    /** Environments that should be starting. */
    int wanted;
    /** How many of its environments are kept initialised whether anybody calls or not. */
    int provisioned;
    /** Those that were made to be kept: all of them, and those of them that are not initialised. */
    int kept;

    int keptStarting;
    /** Why the last one could not be initialised; null when it could. */
    String initFailure;
    /** Whether $LATEST or a version has ever pointed at it. */
    boolean wasCurrent;
    /** Until when one environment is wanted although nobody waits: the last caller was sent away because of a problem. */
    long wantedUntilNanos = Long.MIN_VALUE;

    final InitFailures initialising = new InitFailures();
    final Durations durations = new Durations();
    /** Against the time a claim takes, and against the time a pod takes. */
    final Pressure toClaim = new Pressure();

    final Pressure toStart = new Pressure();

    RevisionQueue(RevisionEntry revision, FunctionMeter meter, StartRate rate) {
        this.key = revision.key();
        this.revision = revision;
        this.meter = meter;
        this.rate = rate;
    }

    /** The environment enters the state it is in (D7). */
    void join(Environment environment) {
        count(environment, 1);
        switch (environment.state()) {
            case IDLE -> idle.addLast(environment);
            case BUSY, ELSEWHERE -> busy.add(environment);
            case ANSWERED -> {
                busy.add(environment);
                answered.add(environment);
            }
            case STARTING, INITIALISING, AWAY -> starting++;
            case PARKED, DEAD -> {}
        }
    }

    /** The environment is about to leave the state it is in (D7). */
    void leave(Environment environment) {
        count(environment, -1);
        switch (environment.state()) {
            case IDLE -> idle.removeLastOccurrence(environment);
            case BUSY, ELSEWHERE -> busy.remove(environment);
            case ANSWERED -> {
                busy.remove(environment);
                answered.remove(environment);
            }
            case STARTING, INITIALISING, AWAY -> starting--;
            case PARKED, DEAD -> {}
        }
    }

    private void count(Environment environment, int one) {
        if (environment.isProvisioned()) {
            switch (environment.state()) {
                case STARTING, INITIALISING, AWAY -> {
                    kept += one;
                    keptStarting += one;
                }
                case IDLE, BUSY, ELSEWHERE, ANSWERED -> kept += one;
                case PARKED, DEAD -> {}
            }
        }
    }

    /** How many environments should be starting because they are provisioned; those that start for callers besides. */
    int unprovisioned(long now) {
        int missing = provisioned - (kept - keptStarting);
        return missing <= 0 || initialising.holdsBack(now) ? 0 : missing + starting - keptStarting;
    }

    /** The idle one that gets the next call, as on AWS one that is provisioned if there is any; null when none is idle. */
    Environment next() {
        Environment latest = idle.peekLast();
        if (kept == 0 || latest == null || latest.isProvisioned()) {
            return latest;
        }
        for (Iterator<Environment> each = idle.descendingIterator(); each.hasNext(); ) {
            Environment other = each.next();
            if (other.isProvisioned()) {
                return other;
            }
        }
        return latest;
    }

    /** The idle ones that need not be kept, those idle longest first. */
    List<Environment> dispensable() {
        int surplus = Math.max(0, kept - provisioned);
        return Stream.concat(
                        idle.stream().filter(environment -> !environment.isProvisioned()),
                        idle.stream().filter(Environment::isProvisioned).limit(surplus))
                .toList();
    }

    /** How far its provisioned environments are; null when it has none and none are asked for. */
    PoolProvisions.Count provisions() {
        return provisioned == 0 ? null : new PoolProvisions.Count(provisioned, kept, kept - keptStarting, initFailure);
    }

    /** How many of its invocations have no outcome yet. */
    int unfinished() {
        return waiting.size() + busy.size() - answered.size();
    }

    /**
     * How many have answered and went on with something else instead of asking for the next invocation: on AWS, too, an
     * environment is free when it asks, not when it has answered.
     */
    private int late(long now) {
        int late = 0;
        for (Environment environment : answered) {
            if (!isLate(environment, now)) {
                break;
            }
            late++;
        }
        return late;
    }

    private static boolean isLate(Environment environment, long now) {
        return environment.state() == EnvironmentState.ANSWERED && now - environment.sinceNanos() >= PROMPT;
    }

    /** How many wait beyond those whom an environment is about to serve. */
    private int unserved(int late) {
        return Math.max(0, waiting.size() - (answered.size() - late));
    }

    /** Keeps count of how long the queue has not been empty while environments were at work. */
    void notePressure(PoolBook book, long now) {
        int late = late(now);
        int pressing = busy.size() == late ? 0 : unserved(late);
        toClaim.note(pressing, now, book.claimTime.nanos());
        toStart.note(pressing, now, book.startTime.nanos());
    }

    /** What scaling needs to know. */
    Appetite.Seen seen(Pressure pressure, long now) {
        int late = late(now);
        return new Appetite.Seen(
                unserved(late), busy.size() - late, durations.estimateNanos(), oldest(now), pressure.standing());
    }

    /** For how long the oldest of those that are expected to ask soon has been at it. */
    private long oldest(long now) {
        for (Environment environment : busy) {
            if (!isLate(environment, now)) {
                return now - environment.sinceNanos();
            }
        }
        return 0;
    }

    /** Whether it has any environment that works or may soon. */
    boolean hasEnvironments() {
        return starting > 0 || !idle.isEmpty() || !busy.isEmpty();
    }

    /** Wants nothing any more; only what is at work goes on. */
    void rest() {
        waiting.clear();
        shortage = 0;
        wanted = 0;
        provisioned = 0;
        wantedUntilNanos = Long.MIN_VALUE;
    }

    /** Whether it can be forgotten. */
    boolean isEmpty() {
        return waiting.isEmpty() && !hasEnvironments();
    }
}
