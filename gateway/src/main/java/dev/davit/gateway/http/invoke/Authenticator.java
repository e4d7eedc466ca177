package dev.davit.gateway.http.invoke;

import java.util.concurrent.CompletionStage;

/** Port: proves who sends a request. Fails closed: what cannot be proven is refused. */
@FunctionalInterface
public interface Authenticator {

    /**
     * Called on the owner thread once the whole body is there, so it must not block: what needs the network (TokenReview)
     * completes later, on any thread; what does not (SigV4, a cached token) returns an already completed stage. A stage that
     * completes exceptionally is answered 500. The head and the hash must not be used after the stage has completed.
     */
    CompletionStage<Authentication> authenticate(RequestHead head, BodyHash body);
}
