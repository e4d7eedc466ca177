package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.scale.KeepAlive;
import java.util.Iterator;
import java.util.Map;

/** What has to be done from time to time: keep-alive, stale orders, forgetting. */
final class Janitor {

    private final State state;
    private final Allocator allocator;
    private final Coroner coroner;
    private final Demands demands;
    private final Room room;

    Janitor(State state, Allocator allocator, Coroner coroner, Demands demands) {
        this.demands = demands;
        this.state = state;
        this.allocator = allocator;
        this.coroner = coroner;
        this.room = new Room(state, coroner);
    }

    /** Once a second or so. */
    void sweep() {
        room.make();
        Map<RevisionKey, Integer> provisioned = state.catalog.provisioned();
        provisioned.keySet().stream()
                .filter(key -> state.neighbours.isHere(key.namespace()))
                .forEach(state::queue);
        for (Iterator<RevisionQueue> each = state.queues.values().iterator(); each.hasNext(); ) {
            RevisionQueue queue = each.next();
            queue.provisioned = provisioned.getOrDefault(queue.key, 0);
            tell(queue);
            retireIdle(queue);
            if (queue.wanted > 0 && queue.waiting.isEmpty() || queue.unprovisioned(state.now()) > queue.starting) {
                allocator.evaluate(queue);
            }
            if (queue.isEmpty() && queue.wanted == 0 && state.catalog.revision(queue.key) == null) {
                each.remove();
                forgetMeter(queue);
            }
        }
        for (PoolBook book : state.books.values()) {
            if (book.forgetProvisions(provisioned.keySet())) {
                demands.later(book);
            }
        }
    }

    private void retireIdle(RevisionQueue queue) {
        if (queue.idle.isEmpty()) {
            return;
        }
        Integer own = queue.revision.idleTimeoutSeconds();
        int kept = own == null ? state.settings.idleTimeoutSeconds() : own;
        KeepAlive.Currency currency = currency(queue);
        for (Environment idle : queue.dispensable()) {
            if (KeepAlive.expired(idle.sinceNanos(), state.now(), kept, currency)) {
                coroner.retire(idle, "The environment was idle for too long");
            }
        }
    }

    /** How far provisioned environments are is told with everything else about the pool, when it has changed. */
    private void tell(RevisionQueue queue) {
        PoolBook book = state.books.get(queue.revision.poolKey());
        if (book != null && book.provisions(queue)) {
            demands.later(book);
        }
    }

    private KeepAlive.Currency currency(RevisionQueue queue) {
        if (state.catalog.isCurrent(queue.revision)) {
            queue.wasCurrent = true;
            return KeepAlive.Currency.CURRENT;
        }
        return queue.wasCurrent ? KeepAlive.Currency.SUPERSEDED : KeepAlive.Currency.NOT_YET;
    }

    private void forgetMeter(RevisionQueue queue) {
        if (state.catalog.function(queue.revision.function()) == null) {
            state.meter.forget(queue.revision.function());
            state.rates.remove(queue.revision.function());
            state.concurrency.forget(queue.revision.function());
        }
    }
}
