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
    static InitFailure of(Throwable cause) {
        return switch (cause) {
            case InitFailure failure -> failure;
            case OutOfMemoryError error ->
                new InitFailure(
                        "Runtime.OutOfMemory", "The function's memory is too small to load it: " + error.getMessage());
            default -> new InitFailure("Runtime.InitError", cause.toString());
        };
    }

    String type() {
        return type;
    }
}
