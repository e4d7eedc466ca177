package dev.davit.gateway.kernel;

/**
 * A hashed timer wheel: set and cancel in constant time, fired by {@link #advance}. Not thread-safe. A timer never fires
 * early and at most one tick late, as long as the wheel is advanced every tick.
 */
public final class TimerWheel {

    private static final int SLOTS = 1024;

    private final long tickNanos;
    private final Timer[] slots = new Timer[SLOTS + 1]; // the last one holds what is being fired
    private long tick;
    private int size;

    /** A wheel that starts now. */
    public TimerWheel(long tickNanos, long nowNanos) {
        this.tickNanos = tickNanos;
        this.tick = nowNanos / tickNanos;
    }

    /** Something that happens at a time unless it is cancelled; can be set again and again. */
    public static final class Timer {
        private final Runnable action;
        private long dueTick;
        private int slot = -1;
        private Timer previous;
        private Timer next;

        /** A timer that is not set yet. */
        public Timer(Runnable action) {
            this.action = action;
        }

        /** Whether it is waiting to fire. */
        public boolean isSet() {
            return slot >= 0;
        }
    }

    /** Sets (or moves) a timer. */
    public void set(Timer timer, long atNanos) {
        cancel(timer);
        timer.dueTick = Math.max(tick + 1, Math.ceilDiv(atNanos, tickNanos));
        link(timer, (int) (timer.dueTick & (SLOTS - 1)));
        size++;
    }

    private void link(Timer timer, int slot) {
        Timer head = slots[slot];
        timer.slot = slot;
        timer.previous = null;
        timer.next = head;
        if (head != null) {
            head.previous = timer;
        }
        slots[slot] = timer;
    }

    /** Forgets a timer; harmless when it is not set. */
    public void cancel(Timer timer) {
        if (timer.slot < 0) {
            return;
        }
        unlink(timer);
        size--;
    }

    private void unlink(Timer timer) {
        if (timer.previous == null) {
            slots[timer.slot] = timer.next;
        } else {
            timer.previous.next = timer.next;
        }
        if (timer.next != null) {
            timer.next.previous = timer.previous;
        }
        timer.previous = null;
        timer.next = null;
        timer.slot = -1;
    }

    /** How many timers are set. */
    public int size() {
        return size;
    }

    /** Fires all that is due. Actions may set and cancel timers. */
    public void advance(long nowNanos) {
        long target = nowNanos / tickNanos;
        if (target - tick > SLOTS) {
            long from = tick;
            tick = target;
            for (int i = 1; i <= SLOTS; i++) {
                fire((int) ((from + i) & (SLOTS - 1)), target);
            }
            return;
        }
        while (tick < target) {
            tick++;
            fire((int) (tick & (SLOTS - 1)), tick);
        }
    }

    /** Moves all that is due to the firing list first, so that actions may do to the wheel what they like. */
    private void fire(int slot, long upTo) {
        for (Timer timer = slots[slot]; timer != null; ) {
            Timer next = timer.next;
            if (timer.dueTick <= upTo) {
                unlink(timer);
                link(timer, SLOTS);
            }
            timer = next;
        }
        while (slots[SLOTS] != null) {
            Timer timer = slots[SLOTS];
            cancel(timer);
            timer.action.run();
        }
    }
}
