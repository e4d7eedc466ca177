package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.Access;
import java.util.concurrent.CompletionStage;

/** Port: the API server's opinion on what a user may do. */
@FunctionalInterface
public interface AccessReviewer {

    /**
     * Whether RBAC lets the user do that. Never blocks; completes on any thread, exceptionally when the API server cannot be
     * asked.
     */
    CompletionStage<Boolean> may(UserIdentity user, Access access);
}
