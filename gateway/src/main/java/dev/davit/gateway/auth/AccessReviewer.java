package dev.davit.gateway.auth;

import java.util.concurrent.CompletionStage;

/** Port: the API server's opinion on what a user may do. */
@FunctionalInterface
public interface AccessReviewer {

    /**
     * Whether RBAC lets the user {@code invoke} the Function object. Never blocks; completes on any thread, exceptionally
     * when the API server cannot be asked.
     */
    CompletionStage<Boolean> mayInvoke(UserIdentity user, String namespace, String function);
}
