package dev.davit.operator.lambda.pool;

import dev.davit.operator.lambda.pool.Environment.Ending;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pure: what went wrong, in a user's words: what, why, what to do. */
final class PoolWords {
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private PoolWords() {}

    static String ending(Ending ending) {
        if (ending.outOfMemory()) {
            return "The environment ran out of memory while it started; raise the function's memorySize.";
        }
        String cause = lastLine(ending.message()).map(line -> ": " + line).orElse(".");
        if (ending.exitCode() == null) {
            return "The environment was ended by the cluster (" + ending.reason() + ")" + cause;
        }
        if ("StartError".equals(ending.reason()) || "ContainerCannotRun".equals(ending.reason())) {
            return "The environment's process could not be started" + cause;
        }
        return "The environment exited with code " + ending.exitCode() + " soon after its start" + cause;
    }

    /** Of a crash's log the last line tells most. */
    private static Optional<String> lastLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((first, second) -> second);
    }

    static String pull(String image, String message) {
        return "The image \"" + image + "\" cannot be pulled: " + registry(message)
                + ". Check its name and tag, and that the cluster's nodes may pull it.";
    }

    static String unschedulable(String message) {
        return "No node has room for an environment: " + message;
    }

    /** The registry's own words, without the layers of wrapping around them. */
    private static String registry(String message) {
        String words = message;
        for (String wrapping : List.of("ErrImagePull: ", "desc = ")) {
            int at = words.lastIndexOf(wrapping);
            words = at < 0 ? words : words.substring(at + wrapping.length());
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
