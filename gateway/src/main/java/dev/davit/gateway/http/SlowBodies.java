package dev.davit.gateway.http;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** The bodies that are being received: who stops to send for too long loses the connection. Owner thread only. */
public final class SlowBodies {

    private static final long PATIENCE = 20_000_000_000L;

    private final Set<BodyReader> open = new HashSet<>();

    void begin(BodyReader reader) {
        open.add(reader);
    }

    void end(BodyReader reader) {
        open.remove(reader);
    }

    /** Called once in a while. */
    public void sweep() {
        for (Iterator<BodyReader> each = open.iterator(); each.hasNext(); ) {
            if (each.next().closeIfStalled(PATIENCE)) {
                each.remove();
            }
        }
    }
}
