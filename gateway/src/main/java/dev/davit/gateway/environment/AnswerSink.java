package dev.davit.gateway.environment;

/**
 * Port: a caller who takes an answer piece by piece, as its runtime makes it. Called on the owner thread, between the
 * invocation's start and its outcome; an {@link Outcome.Answer} that follows pieces has an empty body.
 */
public interface AnswerSink {

    /** The runtime begins to answer, with content of that type; called once, just before the first piece. */
    void begin(String contentType);

    /** The next piece, never empty. A caller who has gone takes it too, and throws it away. */
    void piece(Payload piece);

    /** Whether it has as much as it can hold; no more pieces come until {@link #whenRoom} has spoken. */
    boolean isFull();

    /** Runs {@code then} once, as soon as there is room again or the caller has gone; called only while it is full. */
    void whenRoom(Runnable then);
}
