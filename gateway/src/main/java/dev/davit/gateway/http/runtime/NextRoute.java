package dev.davit.gateway.http.runtime;

/** {@code GET /2018-06-01/runtime/invocation/next}: waits for an invocation as long as it takes. */
record NextRoute(PollContext context) {

    void handle(RuntimeCall call) {
        context.dispatcher().next(call.caller(), HttpPoll.of(call, context));
    }
}
