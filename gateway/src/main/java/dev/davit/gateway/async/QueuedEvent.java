package dev.davit.gateway.async;

/** What the queue holds: an event and how far it has come. */
public record QueuedEvent(Event event, Progress progress) {

    private static final int SMALL = 256 << 10;

    /** An event that was just accepted. */
    public static QueuedEvent of(Event event) {
        return new QueuedEvent(event, Progress.NEW);
    }

    /** Which event in which state, as a text. */
    String state() {
        Conclusion conclusion = progress.conclusion();
        String ended = conclusion == null ? "" : conclusion.destination() + " " + conclusion.deadLetter();
        return event.requestId() + " " + progress.errors() + " " + ended;
    }

    /** Whether it has ended, and what is to be told of it is small enough to be held until then. */
    boolean isSoonTold() {
        return progress.conclusion() != null && size() <= SMALL;
    }

    /** About how many bytes of memory it takes. */
    int size() {
        Conclusion conclusion = progress.conclusion();
        int response = conclusion == null || conclusion.response() == null ? 0 : conclusion.response().length;
        return event.payload().length + response + 1024;
    }
}
