package dev.davit.gateway.http.invoke;

/** Port: what is served beside Invoke on the same port, for callers who are proven already. */
@FunctionalInterface
public interface OtherOperations {

    /** Answers the request now or later, or says false and leaves it alone. Called on the owner thread; must not block. */
    boolean handle(Exchange exchange, Caller caller);
}
