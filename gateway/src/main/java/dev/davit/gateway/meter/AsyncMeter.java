package dev.davit.gateway.meter;

/** The counters of one function's asynchronous events. Called on the owner thread. */
public interface AsyncMeter {

    /** One was accepted: {@code AsyncEventsReceived}. */
    void received();

    /** One is handed to the function that old: {@code AsyncEventAge}. */
    void age(long millis);

    /** One ended, and how. All but successes count as {@code AsyncEventsDropped}, too. */
    void ended(End end);

    /** The dead-letter target did not take one: {@code DeadLetterErrors}. */
    void deadLetterError();

    /** A destination did not take a record: {@code DestinationDeliveryFailures}. */
    void destinationFailure();

    /** One was dropped because its chain of causes went round: {@code RecursiveInvocationsDropped}. */
    void recursionDropped();

    /** One was handed out, or accepted, once more than it had to be. */
    void duplicate();

    /** The ways in which an accepted event ends, each in exactly one. */
    enum End {
        /** The function has done it. */
        SUCCEEDED,
        /** It has not, and a destination or dead-letter target was told. */
        DEAD_LETTERED,
        /** It has not, and there was nobody to tell. */
        DROPPED,
        /** It became too old. */
        EXPIRED
    }

    /** Counts nothing. */
    AsyncMeter NONE = new AsyncMeter() {
        @Override
        public void received() {}

        @Override
        public void age(long millis) {}

        @Override
        public void ended(End end) {}

        @Override
        public void deadLetterError() {}

        @Override
        public void destinationFailure() {}

        @Override
        public void recursionDropped() {}

        @Override
        public void duplicate() {}
    };
}
