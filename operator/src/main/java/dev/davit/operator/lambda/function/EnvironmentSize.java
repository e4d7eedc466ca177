package dev.davit.operator.lambda.function;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Pure: how many bytes environment variables take, as AWS and the schema's rule count them: those of the JSON text of the map,
 * {@code {"name":"value","other":"value"}}, in UTF-8.
 */
final class EnvironmentSize {
    /** Four quotes, a colon, and the comma or one of the braces. */
    private static final int AROUND = 6;

    private static final String ESCAPED = "\"\\\n\r\t";

    private EnvironmentSize() {}

    static int of(Map<String, String> variables) {
        return variables.entrySet().stream()
                .mapToInt(variable -> text(variable.getKey()) + text(variable.getValue()) + AROUND)
                .reduce(1, Integer::sum);
    }

    private static int text(String text) {
        return text == null
                ? 0
                : text.getBytes(StandardCharsets.UTF_8).length
                        + (int) text.chars()
                                .filter(c -> ESCAPED.indexOf(c) >= 0)
                                .count();
    }
}
