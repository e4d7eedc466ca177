package dev.davit.gateway.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** The connections in the middle of a request's head: who takes too long over it loses the connection. Owner thread only. */
public final class OpenHeads {

    /** As long as the slowest honest client needs for some kilobytes. */
    private static final long PATIENCE = 10_000_000_000L;

    private final Set<StrictRequestDecoder> open = new LinkedHashSet<>();
    private final LongSupplier clock;

    /** By the system's clock. */
    public OpenHeads() {
        this(System::nanoTime);
    }

    OpenHeads(LongSupplier clock) {
        this.clock = clock;
    }

    /** The head of a new request has begun, or there is more of one. */
    void open(StrictRequestDecoder decoder) {
        if (open.add(decoder)) {
            decoder.openNanos(clock.getAsLong());
        }
    }

    /** The head has ended, or the connection has. */
    void close(StrictRequestDecoder decoder) {
        open.remove(decoder);
    }

    /** Called once in a while. */
    public void sweep() {
        long now = clock.getAsLong();
        Iterator<StrictRequestDecoder> each = open.iterator();
        while (each.hasNext()) {
            StrictRequestDecoder decoder = each.next();
            if (now - decoder.openNanos() < PATIENCE) {
                return; // the others began later
            }
            each.remove();
            decoder.endConnection();
        }
    }
}
