package dev.davit.gateway.dispatch;

import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.scale.PoolWrites;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells the operator what changed, coalesced: what somebody waits for at the end of the turn, the rest a little later, so
 * that a cold start from a pool is answered before its claim is written.
 */
final class Demands {

    private final State state;
    private final PoolWrites writes;
    private final Runnable endOfTurn;
    private final Set<PoolBook> dirty = new LinkedHashSet<>();
    private final TimerWheel.Timer later = new TimerWheel.Timer(this::flush);
    private boolean turnAsked;

    /** {@code endOfTurn} asks the owner to call {@link #flush} once the current turn is over. */
    Demands(State state, PoolWrites writes, Runnable endOfTurn) {
        this.state = state;
        this.writes = writes;
        this.endOfTurn = endOfTurn;
    }

    /** The pool may have to be told something, not at once. */
    void later(PoolBook book) {
        dirty.add(book);
        if (!later.isSet() && !turnAsked) {
            state.wheel.set(
                    later, state.now() + state.settings.claimWriteDelay().toNanos());
        }
    }

    /** The pool must be told at the end of this turn. */
    void now(PoolBook book) {
        dirty.add(book);
        if (!turnAsked) {
            turnAsked = true;
            endOfTurn.run();
        }
    }

    /**
     * The gateway goes. Most runtimes end when their poll breaks, and those that are started in the meantime find nobody to
     * poll: nothing is wanted until somebody is there to want it. What is claimed and lives is kept by its claim.
     */
    void farewell(Collection<PoolBook> books) {
        flush();
        for (PoolBook book : books) {
            if (book.known() && book.told.replicas() > 0) {
                book.told = new PoolDemand(0, book.told.claims(), book.told.retire(), book.told.provisions());
                writes.put(book.key, book.told);
            }
        }
    }

    /** Tells what is to tell. */
    void flush() {
        turnAsked = false;
        state.wheel.cancel(later);
        if (dirty.isEmpty()) {
            return;
        }
        var books = new ArrayList<>(dirty);
        dirty.clear();
        for (PoolBook book : books) {
            if (book.known()) {
                PoolDemand demand = book.demand();
                if (!demand.equals(book.told)) {
                    book.told = demand;
                    writes.put(book.key, demand);
                }
            }
        }
    }
}
