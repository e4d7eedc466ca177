package dev.davit.gateway.async;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Port: tells somebody outside of the gateway. */
@FunctionalInterface
public interface Destinations {

    /**
     * What is told.
     *
     * @param id the same whenever the same thing is told again, so that receivers can tell
     * @param attributes what a queue would carry beside the body: printable ASCII
     * @param body the record, or the event itself
     */
    record Message(String id, Map<String, String> attributes, byte[] body) {}

    /** How telling went. */
    sealed interface Sent {

        /** The receiver has it. */
        record Delivered() implements Sent {}

        /** It has not. */
        record Failed(String why, boolean forGood) implements Sent {}
    }

    /** Tells it once. Called on the owner thread, must not block; completes on any thread; an exception is a passing failure. */
    CompletionStage<Sent> send(Target target, Message message);
}
