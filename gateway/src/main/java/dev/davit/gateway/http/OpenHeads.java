package dev.davit.gateway.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The connections in the middle of a request's head: who takes too long over it loses the connection. Owner thread only. */
public final class OpenHeads {

    /** As long as the slowest honest client needs for some kilobytes. */
    private static final long PATIENCE = 10_000_000_000L;

    private final Set<StrictRequestDecoder> open = new LinkedHashSet<>();

    /** The head of a new request has begun, or there is more of one. */
    void open(StrictRequestDecoder decoder) {
        if (open.add(decoder)) {
            decoder.openNanos(System.nanoTime());
        }
    }

    /** The head has ended, or the connection has. */
    void close(StrictRequestDecoder decoder) {
        open.remove(decoder);
    }

    /** Called once in a while. */
    public void sweep() {
        long now = System.nanoTime();
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
