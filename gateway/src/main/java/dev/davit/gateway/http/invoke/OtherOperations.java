package dev.davit.gateway.http.invoke;

/** Port: what is served beside Invoke on the same port, for callers who are proven already. */
@FunctionalInterface
public interface OtherOperations {

    /** Answers the request now or later, or says false and leaves it alone. Called on the owner thread; must not block. */
    boolean handle(Exchange exchange, EventBody body, Caller caller);

    /** These, and the others for what they leave alone. */
    default OtherOperations or(OtherOperations others) {
        return (exchange, body, caller) -> handle(exchange, body, caller) || others.handle(exchange, body, caller);
    }
}
