package dev.davit.gateway.scale;

/**
 * How long to wait before the next environment is initialised ahead of any call, after the last ones could not: twice as
 * long each time. Callers are not kept waiting by it: a call is its own reason to try.
 */
public final class InitFailures {

    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 8; // some four minutes

    private int inARow;
    private long notBefore = Long.MIN_VALUE;

    /** One could not initialise. */
    public void failed(long now) {
        notBefore = now + (FIRST_NANOS << Math.min(inARow, MOST_DOUBLINGS));
        inARow++;
    }

    /** One could. */
    public void succeeded() {
        inARow = 0;
        notBefore = Long.MIN_VALUE;
    }

    /** Whether the last one could not. */
    public boolean failing() {
        return inARow > 0;
    }

    /** Whether to hold back now. */
    public boolean holdsBack(long now) {
        return now < notBefore;
    }
}
