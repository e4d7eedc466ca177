package dev.davit.gateway.catalog;

/**
 * A Function.
 *
 * @param key namespace and AWS name ({@code spec.name}, else the object's name)
 * @param resourceName the object's own name, which RBAC rules and SubjectAccessReviews speak of
 * @param state {@code status.state}
 * @param stateReason why, in a user's words, or null
 * @param revision the FunctionRevision of $LATEST, or null while there is none
 * @param reservedConcurrency the concurrency set aside for it, or null
 * @param events how its asynchronous events are treated
 */
public record FunctionEntry(
        FunctionKey key,
        String resourceName,
        FunctionState state,
        String stateReason,
        String revision,
        Integer reservedConcurrency,
        EventConfig events) {

    /** A function that says nothing about asynchronous events. */
    public FunctionEntry(
            FunctionKey key,
            String resourceName,
            FunctionState state,
            String stateReason,
            String revision,
            Integer reservedConcurrency) {
        this(key, resourceName, state, stateReason, revision, reservedConcurrency, EventConfig.DEFAULT);
    }
}
