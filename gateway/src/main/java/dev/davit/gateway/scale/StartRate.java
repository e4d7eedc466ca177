package dev.davit.gateway.scale;

/**
 * How fast a function may grow: as on AWS, so many new environments in ten seconds, and what was not used does not add up.
 * Pure but for its own count.
 */
public final class StartRate {

    /** AWS's window. */
    static final long WINDOW_NANOS = 10_000_000_000L;

    private final int most;
    private double left;
    private long seenNanos;

    /** A rate of {@code most} in ten seconds, all of them there at first. */
    public StartRate(int most, long nowNanos) {
        this.most = most;
        this.left = most;
        this.seenNanos = nowNanos;
    }

    /** How many may be started now. */
    public int left(long nowNanos) {
        left = Math.min(most, left + (double) most * (nowNanos - seenNanos) / WINDOW_NANOS);
        seenNanos = nowNanos;
        return (int) left;
    }

    /** So many were started. */
    public void used(int count) {
        left -= count;
    }
}
