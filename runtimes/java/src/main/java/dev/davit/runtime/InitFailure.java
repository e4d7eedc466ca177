package dev.davit.runtime;

/** Why the function cannot start, as the invoker is told. */
final class InitFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String type;

    InitFailure(String type, String message) {
        super(message);
        this.type = type;
    }

    /** A failure without a type of its own is that of an initialisation. */
    static InitFailure of(Exception cause) {
        return cause instanceof InitFailure failure ? failure : new InitFailure("Runtime.InitError", cause.toString());
    }

    String type() {
        return type;
    }
}
