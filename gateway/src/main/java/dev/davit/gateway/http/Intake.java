package dev.davit.gateway.http;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * The bodies that are being received or held: who stops to send for too long loses the connection, and all together never
 * take more memory than they may. Owner thread only.
 */
public final class Intake {

    private static final long PATIENCE = 20_000_000_000L;

    private final Set<BodyReader> open = new HashSet<>();
    private final long most;
    private long held;

    /** Holds so many bytes at most. */
    public Intake(long most) {
        this.most = most;
    }

    /** A share of the heap that leaves room for what is made of the bodies. */
    public static Intake ofHeap() {
        return new Intake(Runtime.getRuntime().maxMemory() / 4);
    }

    void begin(BodyReader reader) {
        open.add(reader);
    }

    void end(BodyReader reader) {
        open.remove(reader);
    }

    /** Counts bytes in, or answers false when there is no room for them. */
    boolean take(int bytes) {
        if (held + bytes > most) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Counts bytes out. */
    public void release(int bytes) {
        held -= bytes;
    }

    /** How many bytes are held. */
    public long held() {
        return held;
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
