package dev.davit.gateway.dispatch;

import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.kernel.Fault;

/** Pure: what is to blame when nobody was ready for an invocation in all the time that it may wait. */
final class Blame {

    private Blame() {}

    static Fault of(RevisionQueue queue, PoolBook book) {
        if (!book.known()) {
            return Fault.POOL_MISSING;
        }
        if (book.pool.problem() != null) {
            return Fault.ofPool(book.pool.problem().reason());
        }
        if (!queue.busy.isEmpty()) {
            return Fault.ALL_BUSY;
        }
        boolean booting = book.generic()
                && book.members.values().stream().anyMatch(each -> each.state() == EnvironmentState.STARTING);
        return queue.starting > 0 || booting ? Fault.START_TIMEOUT : Fault.ENVIRONMENT_NOT_MADE;
    }
}
