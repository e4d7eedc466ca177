package dev.davit.operator.lambda.pool;

import dev.davit.operator.lambda.pool.Environment.Ending;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pure: what went wrong, in a user's words: what, why, what to do. */
final class PoolWords {
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private static final Pattern ERROR = Pattern.compile("Error|Exception|\\berror\\b|\\bfatal\\b|\\bpanic\\b");
    /** AWS's client for Python indents with spaces that do not break. */
    private static final Pattern INDENT = Pattern.compile("^[\\s\\u00a0]+");

    private static final List<String> REGISTRY_LAYERS = List.of("ErrImagePull: ", "desc = ");
    private static final List<String> CONTAINER_LAYERS =
            List.of("unable to start container process: ", "error during container init: ");

    private PoolWords() {}

    static String ending(Ending ending) {
        if (ending.outOfMemory()) {
            return "The environment ran out of memory while it started; raise the function's memorySize.";
        }
        if ("StartError".equals(ending.reason()) || "ContainerCannotRun".equals(ending.reason())) {
            return "The environment's process could not be started: " + unwrapped(ending.message(), CONTAINER_LAYERS);
        }
        String cause = tellingLine(ending.message()).map(line -> ": " + line).orElse(".");
        return ending.exitCode() == null
                ? "The environment was ended by the cluster (" + ending.reason() + ")" + cause
                : "The environment exited with code " + ending.exitCode() + " soon after its start" + cause;
    }

    /** Of a crash's log the last line that names an error tells most, unless it is one of a stack's; or else the last one. */
    private static Optional<String> tellingLine(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Traceback"))
                .toList()
                .reversed();
        return lines.stream()
                .filter(line -> !isIndented(line) && ERROR.matcher(line).find())
                .findFirst()
                .or(() -> lines.stream().filter(line -> !isIndented(line)).findFirst())
                .or(() -> lines.stream().findFirst())
                .map(line -> INDENT.matcher(line).replaceFirst("").strip());
    }

    private static boolean isIndented(String line) {
        return INDENT.matcher(line).lookingAt();
    }

    static String pull(String image, String message) {
        return "The image \"" + image + "\" cannot be pulled: " + unwrapped(message, REGISTRY_LAYERS)
                + ". Check its name and tag, and that the cluster's nodes may pull it.";
    }

    /** The kubelet waits for a Secret by itself; only its words do not say who named it. */
    static String refused(String message) {
        boolean secret = message.startsWith("secret ") || message.startsWith("couldn't find key ");
        return secret
                ? "An environment cannot start: " + message
                        + ". Create the Secret with that key in this namespace, or correct environment.secrets."
                : message;
    }

    static String unschedulable(String message) {
        return "No node has room for an environment: " + message;
    }

    /** The innermost words, without the layers of wrapping around them. */
    private static String unwrapped(String message, List<String> layers) {
        String words = message;
        for (String layer : layers) {
            int at = words.lastIndexOf(layer);
            words = at < 0 ? words : words.substring(at + layer.length());
        }
        return words.strip().replaceAll("\\.+$", "");
    }

    /** Keeps the sentence that is there when the new one differs in numbers only, such as ports or times. */
    static String steady(Optional<String> before, String now) {
        return before.filter(old -> NUMBERS.matcher(old)
                        .replaceAll("#")
                        .equals(NUMBERS.matcher(now).replaceAll("#")))
                .orElse(now);
    }
}
