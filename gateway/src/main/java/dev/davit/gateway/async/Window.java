package dev.davit.gateway.async;

/**
 * How many events of one function are worked on at once: one more with each success, half as many after a refusal, and
 * nothing new for a while after that. Pure but for its own numbers.
 */
final class Window {

    static final int FIRST = 8;
    static final int MOST = 128;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    private int size = FIRST;
    private int refusals;
    private long pausedUntilMillis;

    /** How many at once. */
    int size() {
        return size;
    }

    /** Whether nothing new is to be asked for yet. */
    boolean isPaused(long nowMillis) {
        return nowMillis < pausedUntilMillis;
    }

    /** One was run. */
    void ran() {
        refusals = 0;
        size = Math.min(MOST, size + 1);
    }

    /** One could not be run. Those that were under way together count once. */
    void refused(long nowMillis, long firstPauseMillis) {
        if (isPaused(nowMillis)) {
            return;
        }
        size = Math.max(1, size / 2);
        pausedUntilMillis = nowMillis + Math.min(LONGEST_PAUSE_MILLIS, firstPauseMillis << Math.min(refusals, 10));
        refusals++;
    }
}
