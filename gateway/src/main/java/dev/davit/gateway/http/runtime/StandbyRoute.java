package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.kernel.Clock;

/** {@code GET /2026-11-01/environment/next}: a generic environment waits to be told which function to become. */
record StandbyRoute(Dispatcher dispatcher, Clock clock) {

    void handle(RuntimeCall call) {
        dispatcher.standby(call.caller(), HttpPoll.of(call.caller(), call.request(), dispatcher, clock));
    }
}
