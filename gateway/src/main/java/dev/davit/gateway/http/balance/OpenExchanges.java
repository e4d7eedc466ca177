package dev.davit.gateway.http.balance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** The requests that are under way at targets: ends those on which nothing moves for too long. Owner thread only. */
final class OpenExchanges {

    private final Set<Forwarding> open = new LinkedHashSet<>();

    void begin(Forwarding forwarding) {
        open.add(forwarding);
    }

    void end(Forwarding forwarding) {
        open.remove(forwarding);
    }

    int size() {
        return open.size();
    }

    void sweep(long nowNanos) {
        if (!open.isEmpty()) {
            new ArrayList<>(open).forEach(forwarding -> forwarding.endIfSilent(nowNanos));
        }
    }
}
