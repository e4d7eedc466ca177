package dev.davit.gateway.async;

/**
 * How far an event has come; kept with the event in the queue, so that it survives every restart.
 *
 * @param errors how often the function failed on it
 * @param notBeforeMillis when it may be tried next; 0 for at once
 * @param conclusion what it came to, or null while the function is still to be called
 */
public record Progress(int errors, long notBeforeMillis, Conclusion conclusion) {

    /** Of an event that was just accepted. */
    public static final Progress NEW = new Progress(0, 0, null);

    /** One error more, and a pause. */
    Progress failedOnce(long nextMillis) {
        return new Progress(errors + 1, nextMillis, null);
    }

    /** The function will not be called again. */
    Progress concluded(Conclusion with) {
        return new Progress(errors, 0, with);
    }
}
