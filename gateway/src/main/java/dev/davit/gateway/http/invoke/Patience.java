package dev.davit.gateway.http.invoke;

import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.Resolution;
import dev.davit.gateway.kernel.Clock;
import io.vertx.core.Vertx;

/** A function that just became Active may still be Pending in our copy of the cluster: it is looked at again for a second. */
public final class Patience {

    private static final long NANOS = 1_000_000_000L;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Clock clock;
    private final long ends;

    /** Begins now. */
    public Patience(Clock clock) {
        this.clock = clock;
        this.ends = clock.nanos() + NANOS;
    }

    /** Looks again soon and answers true, unless the function is not about to be Active or there is no time left. */
    public boolean looksAgain(Resolution.NotReady notReady, Runnable look) {
        if (notReady.function().state() != FunctionState.PENDING || clock.nanos() >= ends) {
            return false;
        }
        Vertx.currentContext().owner().setTimer(LOOK_AGAIN_MILLIS, timer -> look.run());
        return true;
    }
}
