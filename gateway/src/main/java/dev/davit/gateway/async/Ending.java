package dev.davit.gateway.async;

/** What an event came to, once its function will not be called for it again. */
public enum Ending {
    SUCCEEDED("Success"),
    FAILED("RetriesExhausted"),
    /** Its function reserves no concurrency, which stops it. */
    STOPPED("ZeroReservedConcurrency"),
    EXPIRED("EventAgeExceeded");

    private final String condition;

    Ending(String condition) {
        this.condition = condition;
    }

    /** AWS's word in records. */
    public String condition() {
        return condition;
    }
}
