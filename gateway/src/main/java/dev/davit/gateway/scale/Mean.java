package dev.davit.gateway.scale;

/** An exponentially weighted mean of durations. */
public final class Mean {

    private static final int WEIGHT = 8;

    private long nanos;

    /** Nothing known: 0. */
    public Mean() {}

    /** Something to go by until there is a measurement. */
    public Mean(long firstGuessNanos) {
        nanos = firstGuessNanos;
    }

    /** One more measurement. */
    public void add(long sample) {
        long bounded = Math.max(1, sample);
        nanos = nanos == 0 ? bounded : Math.max(1, nanos + (bounded - nanos) / WEIGHT);
    }

    /** The mean, 0 while nothing is known. */
    public long nanos() {
        return nanos;
    }
}
