package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.kernel.Clock;

/** {@code GET /2018-06-01/runtime/invocation/next}: waits for an invocation as long as it takes. */
record NextRoute(Dispatcher dispatcher, Clock clock) {

    void handle(RuntimeCall call) {
        dispatcher.next(call.caller(), HttpPoll.of(call.caller(), call.request(), dispatcher, clock));
    }
}
