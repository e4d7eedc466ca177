package dev.davit.transfer;

/** An archive was not taken; the message says what, why and what to do, for the user who named it. */
public final class TransferException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Problem problem;

    /** That problem, in words. */
    public TransferException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What kind it is. */
    public Problem problem() {
        return problem;
    }
}
