package dev.davit.gateway.async;

import dev.davit.gateway.catalog.FunctionKey;
import java.util.concurrent.CompletionStage;

/** Port: keeps accepted events durably until each has ended. A lane a function, so that none can block another. */
public interface InvocationQueue {

    /** Whoever works on the events. Called from any thread. */
    interface Receiver {

        /** There may be events for that function. Told of every function once the queue is reached, and again after a loss. */
        void lane(FunctionKey function);

        /** An event that was asked for. */
        void received(Delivery delivery);

        /** What was asked for last for that function will not come any more: ask again. */
        void ended(FunctionKey function);
    }

    /**
     * Writes an event. Completes, on any thread, when it is durable; completes with an exception whose message says why
     * when that could not be confirmed in time. Adding an event of the same request id again is harmless.
     */
    CompletionStage<Written> add(Event event);

    /** Begins to hand out; called once. */
    void start(Receiver receiver);

    /** Tells the receiver again of every function there may be events for. Must not block. */
    void lookAgain();

    /** Asks for up to so many events of a function, now or when they come. One at a time per function; must not block. */
    void ask(FunctionKey function, int most);

    /** The most bytes that an event and its answer may have together. */
    int largest();

    /** Gives back what is handed out and ends. */
    void close();

    /** What a write did. */
    enum Written {
        /** The event is in the queue. */
        NEW,
        /** It was already. */
        DUPLICATE
    }
}
