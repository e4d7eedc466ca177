package dev.davit.operator.lambda.pool;

import dev.davit.operator.lambda.pool.Environment.Ending;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pure: what went wrong, in a user's words: what, why, what to do. */
final class PoolWords {
    private static final Pattern DESCRIPTION = Pattern.compile("desc = (.*)$", Pattern.DOTALL);

    private PoolWords() {}

    static String ending(Ending ending) {
        if (ending.outOfMemory()) {
            return "The environment ran out of memory while it started; raise the function's memorySize.";
        }
        String cause = ending.message().isBlank() ? "" : ": " + ending.message().strip();
        if (ending.exitCode() == null) {
            return "The environment was ended (" + ending.reason() + ")" + cause;
        }
        if ("StartError".equals(ending.reason()) || "ContainerCannotRun".equals(ending.reason())) {
            return "The environment's process could not be started" + cause;
        }
        return "The environment exited with code " + ending.exitCode() + " before it was ready" + cause
                + ". Its log says why.";
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
        Matcher matcher = DESCRIPTION.matcher(message);
        String words = matcher.find() ? matcher.group(1) : message;
        int last = words.lastIndexOf("desc = ");
        words = last < 0 ? words : words.substring(last + "desc = ".length());
        return words.strip().replaceAll("\\.+$", "");
    }
}
