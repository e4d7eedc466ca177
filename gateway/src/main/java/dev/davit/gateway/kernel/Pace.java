package dev.davit.gateway.kernel;

/** A token bucket: so much at once, then so much a second. Not thread-safe. */
public final class Pace {

    private static final double NANOS = 1e9;

    private final long burst;
    private final long perSecond;
    private double left;
    private long seenNanos;

    /** A full bucket. */
    public Pace(long burst, long perSecond, long nowNanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.seenNanos = nowNanos;
    }

    /** Takes so much, be it there or not, and answers how many nanoseconds must pass before more may be taken. */
    public long take(int amount, long nowNanos) {
        left = Math.min(burst, left + (nowNanos - seenNanos) / NANOS * perSecond) - amount;
        seenNanos = nowNanos;
        return left >= 0 ? 0 : (long) Math.ceil(-left / perSecond * NANOS);
    }
}
