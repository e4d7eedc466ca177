package dev.davit.gateway.http.runtime;

/** {@code GET /2026-11-01/environment/next}: a generic environment waits to be told which function to become. */
record StandbyRoute(PollContext context) {

    void handle(RuntimeCall call) {
        context.dispatcher().standby(call.caller(), HttpPoll.of(call, context));
    }
}
