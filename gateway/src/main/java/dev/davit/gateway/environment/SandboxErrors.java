package dev.davit.gateway.environment;

import dev.davit.gateway.catalog.Termination;
import java.util.Locale;

/** The bodies AWS answers when the environment, not the function's code, ended an invocation; as recorded. */
public final class SandboxErrors {

    /** The largest event and answer: 6 MiB and 100 bytes. */
    public static final int MAX_PAYLOAD = 6 * 1024 * 1024 + 100;

    /** The error type of a call that took longer than its time-out. */
    public static final String TIMED_OUT = "Sandbox.Timedout";

    /** The error type of a function whose program cannot be started. */
    public static final String INVALID_ENTRYPOINT = "Runtime.InvalidEntrypoint";

    private SandboxErrors() {}

    /** The function took longer than its time-out. */
    public static Outcome timedOut(String requestId, int timeoutSeconds) {
        return error(
                requestId,
                TIMED_OUT,
                "Task timed out after " + String.format(Locale.ROOT, "%.2f", (double) timeoutSeconds) + " seconds");
    }

    /** The answer was over the limit. */
    public static Outcome responseTooLarge() {
        return responseTooLarge(MAX_PAYLOAD);
    }

    /** The answer was over a limit of so many bytes. */
    public static Outcome responseTooLarge(long limit) {
        return new Outcome.FunctionError(body(
                "Function.ResponseSizeTooLarge",
                "Response payload size exceeded maximum allowed payload size (" + limit + " bytes)."));
    }

    /** The answer that the runtime streamed ended in the middle, and nobody knows why. */
    public static Outcome truncated(String requestId) {
        return error(
                requestId,
                "Runtime.TruncatedResponse",
                "Runtime closed the connection before its response was complete");
    }

    /** The runtime's process ended; a null termination means that nobody knows how. */
    public static Outcome exited(String requestId, Termination termination) {
        Exit exit = Exit.of(termination);
        return error(requestId, exit.type, exit.message);
    }

    /** How the runtime's process ended, for people. */
    public static String exit(Termination termination) {
        Exit exit = Exit.of(termination);
        return exit.type + ": " + exit.message;
    }

    private record Exit(String type, String message) {

        static Exit of(Termination termination) {
            if (termination == null || termination.exitCode() == 0) {
                return new Exit("Runtime.ExitError", "Runtime exited without providing a reason");
            }
            if (termination.outOfMemory()) {
                return new Exit("Runtime.OutOfMemory", "Runtime exited with error: signal: killed");
            }
            return termination.neverStarted()
                    ? new Exit(INVALID_ENTRYPOINT, reason(termination))
                    : new Exit("Runtime.ExitError", "Runtime exited with error: " + status(termination.exitCode()));
        }
    }

    private static String reason(Termination termination) {
        String message = termination.message();
        return message == null || message.isBlank() ? "fork/exec failed" : message.strip();
    }

    private static String status(int exitCode) {
        return switch (exitCode) {
            case 134 -> "signal: aborted";
            case 137 -> "signal: killed";
            case 139 -> "signal: segmentation fault";
            case 143 -> "signal: terminated";
            default -> "exit status " + exitCode;
        };
    }

    /** An environment's error in AWS's form: the request's id goes before the message. */
    public static Outcome error(String requestId, String type, String message) {
        return new Outcome.FunctionError(
                body(type, "RequestId: " + requestId + " Error: " + message), new Outcome.End(type, message));
    }

    private static Payload body(String type, String message) {
        return Payload.of("{\"errorType\":\"" + escape(type) + "\",\"errorMessage\":\"" + escape(message) + "\"}");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < ' ') {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
