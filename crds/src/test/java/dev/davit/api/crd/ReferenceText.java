package dev.davit.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What schemas and rules say, in words for a table of the reference. */
final class ReferenceText {

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    private ReferenceText() {}

    /** A type with its limits, such as "string, at most 64 characters, default `a`". */
    static String type(JSONSchemaProps schema) {
        List<String> words = new ArrayList<>();
        words.add(name(schema));
        if (!schema.getEnum().isEmpty()) {
            words.add("one of " + values(schema));
        }
        limit(words, "characters", schema.getMinLength(), schema.getMaxLength());
        limit(words, "entries", schema.getMinItems(), schema.getMaxItems());
        limit(words, "entries", schema.getMinProperties(), schema.getMaxProperties());
        if (schema.getMinimum() != null) {
            words.add("at least " + schema.getMinimum().longValue());
        }
        if (schema.getDefault() != null) {
            words.add("default `" + schema.getDefault().asText() + "`");
        }
        return String.join(", ", words);
    }

    /** Text that stays within its cell. */
    static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    /** The text up to its first full stop or colon. */
    static String firstSentence(String text) {
        return cell(text.replaceFirst("(?s)[.] .*", "").replaceFirst("[.]$", ""));
    }

    /** What the API server says when the rule is broken; what depends on the object is an ellipsis. */
    static String answer(ValidationRule rule) {
        if (rule.getMessage() != null) {
            return cell(rule.getMessage());
        }
        String beforeChoice = rule.getMessageExpression().split(" \\+ \\(")[0];
        String literals = LITERAL.matcher(beforeChoice)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("…"));
        return cell(literals + (beforeChoice.equals(rule.getMessageExpression()) ? "" : "…"));
    }

    private static String name(JSONSchemaProps schema) {
        return switch (schema.getType()) {
            case "array" ->
                "list of " + name(schema.getItems().getSchema()) + "s"
                        + (schema.getItems().getSchema().getEnum().isEmpty()
                                ? ""
                                : " (" + values(schema.getItems().getSchema()) + ")");
            case "object" ->
                schema.getAdditionalProperties() == null
                        ? "object"
                        : "map of " + name(schema.getAdditionalProperties().getSchema()) + "s";
            default -> schema.getType();
        };
    }

    private static String values(JSONSchemaProps schema) {
        return schema.getEnum().stream().map(JsonNode::asText).collect(Collectors.joining("`, `", "`", "`"));
    }

    private static void limit(List<String> words, String what, Long min, Long max) {
        if (min != null && min > 0 && max != null) {
            words.add("%d to %d %s".formatted(min, max, what));
        } else if (max != null) {
            words.add("at most %d %s".formatted(max, what));
        }
    }
}
