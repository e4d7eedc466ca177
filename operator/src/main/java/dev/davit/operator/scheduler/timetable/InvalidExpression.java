package dev.davit.operator.scheduler.timetable;

/** An expression that cannot be read; the message says which part, without a capital and a full stop. */
public final class InvalidExpression extends RuntimeException {

    /** Because of that. */
    public InvalidExpression(String message) {
        super(message, null, false, false);
    }
}
