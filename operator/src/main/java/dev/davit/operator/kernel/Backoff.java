package dev.davit.operator.kernel;

/**
 * How a pass that failed with an exception is repeated: after 2 s, doubling to a minute, for as long as it takes. For the
 * SDK's {@code @GradualRetry} on each reconciler: Quarkus ignores a {@code retry} class that no annotation configures, and
 * then gives up after five attempts.
 */
public final class Backoff {
    /** There is no last attempt. */
    public static final int FOREVER = -1;

    /** By how much each wait is longer than the one before. */
    public static final double MULTIPLIER = 2;

    /** The longest wait in milliseconds. */
    public static final long LONGEST = 60_000;

    private Backoff() {}
}
