package dev.davit.gateway.auth;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Port: the API server's opinion on a bearer token. */
@FunctionalInterface
public interface TokenReviewer {

    /**
     * Whose token this is; empty when it is nobody's. Never blocks; completes on any thread, exceptionally when the API
     * server cannot be asked.
     */
    CompletionStage<Optional<UserIdentity>> review(String token);
}
