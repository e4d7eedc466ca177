package dev.davit.gateway.http.invoke;

import java.util.concurrent.CompletionStage;

/** Port: whether a caller may do something with objects of the cluster. Fails closed. */
@FunctionalInterface
public interface Authorizer {

    /**
     * Whether RBAC lets the caller do that. Called on the owner thread, must not block; a cached answer is an already
     * completed stage. Exceptional completion: 500.
     */
    CompletionStage<Boolean> may(Caller caller, Access access);

    /** Whether RBAC lets the caller {@code invoke} that Function (by its object's name; the function need not exist). */
    default CompletionStage<Boolean> mayInvoke(Caller caller, String namespace, String function) {
        return may(caller, Access.invoke(namespace, function));
    }
}
