package dev.davit.gateway.scale;

/**
 * How many invocations have been waiting all the time: the least number seen over the last whole window in which the queue
 * never emptied, less those that would be gone after another such window if it goes on draining as it did. That many
 * environments would have work whatever the others do; a burst that is being worked off has none.
 */
public final class Pressure {

    private long windowStart = -1;
    private int first;
    private int least;
    private int standing;

    /** The queue as it is now; windows are as long as an environment takes to start. */
    public void note(int waiting, long now, long windowNanos) {
        if (waiting <= 0) {
            windowStart = -1;
            standing = 0;
        } else if (windowStart < 0) {
            begin(waiting, now);
        } else {
            least = Math.min(least, waiting);
            standing = Math.min(standing, waiting);
            if (now - windowStart >= windowNanos) {
                int drained = Math.max(0, first - waiting);
                standing = Math.max(0, least - drained);
                begin(waiting, now);
            }
        }
    }

    private void begin(int waiting, long now) {
        windowStart = now;
        first = waiting;
        least = waiting;
    }

    /** What the last whole window says, 0 when there was none. */
    public int standing() {
        return standing;
    }
}
