package dev.davit.gateway.scale;

/**
 * How many environments of a revision should be starting now. Pure.
 *
 * <p>An environment more is worth having only for an invocation that would still wait when it is up. With durations known,
 * that is those that the environments at work will not have served by then; unknown, the age of the oldest running
 * invocation stands in, growing, so that a long function soon gets one environment per waiting call while a burst on a
 * short one is served by the few that exist. A queue that never empties for as long as a start takes is standing demand
 * and gets its environments whatever the estimate says.
 */
public final class Appetite {

    private static final long LONGEST_START = 1_000_000_000L;
    private static final int UNKNOWN_GROWTH = 4;
    private static final long FIRST_CALL = 50_000_000L;

    private Appetite() {}

    /**
     * What is seen of one revision.
     *
     * @param waiting invocations in the queue
     * @param serving environments at work
     * @param meanNanos mean duration of its invocations, 0 when unknown
     * @param oldestNanos for how long the oldest running invocation runs
     * @param standing the least number that waited at any time while a start would have taken place, see {@link Pressure}
     */
    public record Seen(int waiting, int serving, long meanNanos, long oldestNanos, int standing) {}

    /** How many should be starting, given how long a start takes. */
    public static int starting(Seen seen, long startNanos) {
        if (seen.waiting() == 0) {
            return 0;
        }
        long start = Math.clamp(startNanos, 1, LONGEST_START);
        long duration = duration(seen);
        long servedMeanwhile =
                duration == 0 ? (seen.serving() > 0 ? seen.waiting() : 0) : seen.serving() * start / duration;
        long rest = Math.max(0, seen.waiting() - servedMeanwhile);
        long each = duration == 0 ? seen.waiting() : Math.max(1, start / duration);
        long wanted = Math.ceilDiv(rest, each);
        if (seen.serving() == 0) {
            wanted = Math.max(1, wanted);
        }
        return (int) Math.min(seen.waiting(), Math.max(wanted, seen.standing()));
    }

    private static long duration(Seen seen) {
        if (seen.meanNanos() > 0) {
            return Math.max(seen.meanNanos(), seen.oldestNanos());
        }
        return seen.oldestNanos() < FIRST_CALL ? 0 : UNKNOWN_GROWTH * seen.oldestNanos(); // first calls are slow
    }
}
