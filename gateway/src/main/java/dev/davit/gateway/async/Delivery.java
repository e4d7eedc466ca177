package dev.davit.gateway.async;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** An event that the queue has handed out and keeps until it is told what became of it; it is handed out again if nobody says. */
public interface Delivery {

    /** What was handed out. */
    QueuedEvent queued();

    /** How often the event was handed out in this state: 1 the first time. */
    int count();

    /**
     * The event has ended: the queue forgets it. Completes, on any thread, once that is durable. Tried until it is;
     * idempotent.
     */
    CompletionStage<Settlement> done();

    /**
     * The event goes on in another state, in one durable step: the queue hands it out again with that. Completes, on
     * any thread, once it is done. Tried until it is; idempotent.
     */
    CompletionStage<Settlement> replace(Progress progress);

    /**
     * The event in the state that {@link #replace} put it in, to go on with at once: the queue may hand it out besides, and does so
     * if nobody settles it. Null before that, and when it was not this delivery's to replace.
     */
    Delivery next();

    /** The event goes back unchanged, and is handed out again after the pause (or earlier, if the queue was restarted). */
    void later(Duration pause);

    /** The event is worked on already, from an earlier delivery, which will settle it. */
    void ignore();

    /** Whether it was still this delivery's to settle. */
    enum Settlement {
        /** It is done. */
        SETTLED,
        /** Somebody else has moved the event on meanwhile. */
        STALE
    }
}
