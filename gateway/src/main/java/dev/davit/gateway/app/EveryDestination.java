package dev.davit.gateway.app;

import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.async.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends each kind of target its way.
 *
 * @param subjects the queue's server
 * @param http HTTP endpoints, or null where they are not to be reached
 */
record EveryDestination(Destinations subjects, Destinations http) implements Destinations {

    private static final Sent CLOSED =
            new Sent.Failed("destinations over HTTP are not enabled here (the chart's async.http.enabled)", true);

    @Override
    public CompletionStage<Sent> send(Target target, Message message) {
        if (!(target instanceof Target.Http)) {
            return subjects.send(target, message);
        }
        return http == null ? CompletableFuture.completedFuture(CLOSED) : http.send(target, message);
    }
}
