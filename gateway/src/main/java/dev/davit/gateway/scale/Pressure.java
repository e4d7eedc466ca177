package dev.davit.gateway.scale;

/**
 * How many invocations have been waiting all the time: the least number seen over the last whole window in which the queue
 * never emptied. That many environments would have had work whatever the others did.
 */
public final class Pressure {

    private long windowStart = -1;
    private int least;
    private int standing;

    /** The queue as it is now; windows are as long as an environment takes to start. */
    public void note(int waiting, long now, long windowNanos) {
        if (waiting <= 0) {
            windowStart = -1;
            standing = 0;
        } else if (windowStart < 0) {
            windowStart = now;
            least = waiting;
        } else {
            least = Math.min(least, waiting);
            standing = Math.min(standing, waiting);
            if (now - windowStart >= windowNanos) {
                standing = least;
                windowStart = now;
                least = waiting;
            }
        }
    }

    /** The least number of the last whole window, 0 when there was none. */
    public int standing() {
        return standing;
    }
}
