package dev.davit.gateway.scale;

/**
 * How long a function takes, as far as scaling cares: nothing until three invocations have ended, then the lesser of the
 * mean and the last one. Too low a guess is put right by the age of what runs; too high a one would start environments for
 * the sake of a slow first call.
 */
public final class Durations {

    private static final int ENOUGH = 3;

    private final Mean mean = new Mean();
    private int count;
    private long last;

    /** An invocation ended. */
    public void add(long nanos) {
        mean.add(nanos);
        last = Math.max(1, nanos);
        if (count < ENOUGH) {
            count++;
        }
    }

    /** The estimate, 0 while there is none. */
    public long estimateNanos() {
        return count < ENOUGH ? 0 : Math.min(mean.nanos(), last);
    }
}
