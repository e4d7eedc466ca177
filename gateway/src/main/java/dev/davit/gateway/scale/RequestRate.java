package dev.davit.gateway.scale;

/**
 * How many invocations a second there may be: as on AWS, ten for each that may be under way at once; a second's worth at
 * once, and what was not used does not add up. Pure but for its own count.
 */
public final class RequestRate {

    /** AWS's quota of requests a second for each concurrent execution. */
    static final int FOR_EACH_EXECUTION = 10;

    private static final double SECOND_NANOS = 1e9;

    private double left;
    private long seenNanos;

    /** A rate of which nothing was used yet, for so many executions at once. */
    public RequestRate(int executions, long nowNanos) {
        left = mostOf(executions);
        seenNanos = nowNanos;
    }

    private static double mostOf(int executions) {
        return (double) FOR_EACH_EXECUTION * executions;
    }

    /** Takes one, or answers false when there is none left; {@code executions} may differ from call to call. */
    public boolean take(int executions, long nowNanos) {
        double most = mostOf(executions);
        left = Math.min(most, left + most * (nowNanos - seenNanos) / SECOND_NANOS);
        seenNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
