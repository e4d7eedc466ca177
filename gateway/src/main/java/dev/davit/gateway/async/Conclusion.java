package dev.davit.gateway.async;

/**
 * What an event came to, and who is still to be told.
 *
 * @param ending in which way it ended
 * @param endedMillis when
 * @param invocations about how often the function was called
 * @param statusCode the HTTP status a synchronous caller would have seen
 * @param version the version that ran, or null when none did
 * @param response what the function answered last, or null when it never did
 * @param destination the destination that has not got its record yet, or null
 * @param deadLetter the dead-letter target that has not got the event yet, or null
 * @param told whether at least one of them has got it
 */
public record Conclusion(
        Ending ending,
        long endedMillis,
        int invocations,
        int statusCode,
        String version,
        byte[] response,
        String destination,
        String deadLetter,
        boolean told) {

    /** Whether nobody is left to tell. */
    boolean isSettled() {
        return destination == null && deadLetter == null;
    }

    /** The one to tell: the destination, which gets a record, or the dead-letter target, which gets the event itself. */
    String target(boolean ofDestination) {
        return ofDestination ? destination : deadLetter;
    }

    /** That one needs not be told any more, because it was, or because it cannot be. */
    Conclusion without(boolean ofDestination, boolean gotIt) {
        return new Conclusion(
                ending,
                endedMillis,
                invocations,
                statusCode,
                version,
                response,
                ofDestination ? null : destination,
                ofDestination ? deadLetter : null,
                told || gotIt);
    }

    /** The same, for a queue that cannot hold so large an answer. */
    Conclusion withoutResponse() {
        return new Conclusion(
                ending, endedMillis, invocations, statusCode, version, null, destination, deadLetter, told);
    }
}
