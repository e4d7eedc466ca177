package dev.davit.gateway.http.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.davit.gateway.http.ecs.document.AwsNames;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A structure of AWS's model as a caller sent it. Members that the model does not have are passed over, as on AWS. */
record Input(JsonNode node) {

    /** The member's text; null when it is not there. */
    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw serialization(name, "a string");
        }
        return value.textValue();
    }

    /** The member's text, which has to be one of these when it is there. */
    String oneOf(String name, List<String> values) {
        String text = text(name);
        if (text != null && !values.contains(text)) {
            throw EcsRefusal.invalid("Invalid " + name + ". Expected one of: " + String.join(", ", values) + ".");
        }
        return text;
    }

    /** The member's text, which has to be there. */
    String needed(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw EcsRefusal.invalid(
                    name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " can not be blank.");
        }
        return text;
    }

    /** The member's number; null when it is not there. */
    Integer number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw serialization(name, "an integer");
        }
        return value.intValue();
    }

    /** The member's truth value; false when it is not there. */
    boolean truth(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw serialization(name, "a boolean");
        }
        return value != null && value.booleanValue();
    }

    /** Whether the member is there. */
    boolean has(String name) {
        return value(name) != null;
    }

    /** The member's structure; null when it is not there. */
    Input structure(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw serialization(name, "a structure");
        }
        return value == null ? null : new Input(value);
    }

    /** The member's texts; none when it is not there. */
    List<String> texts(String name) {
        return items(name, item -> {
            if (!item.isTextual()) {
                throw serialization(name, "a list of strings");
            }
            return item.textValue();
        });
    }

    /** Whether tags are asked for, which is all that can be included. */
    boolean tags() {
        List<String> include = texts("include");
        if (!List.of("TAGS").containsAll(include)) {
            throw EcsRefusal.invalid("include may only be TAGS.");
        }
        return !include.isEmpty();
    }

    /** The member's structures; none when it is not there. */
    List<Input> structures(String name) {
        return items(name, item -> {
            if (!item.isObject()) {
                throw serialization(name, "a list of structures");
            }
            return new Input(item);
        });
    }

    /** A structure that came as the member of that name, as a part of a kind. */
    static <T> T part(String name, JsonNode structure, Class<T> type) {
        try {
            return AwsNames.fromAws(structure, type);
        } catch (IllegalArgumentException e) {
            throw serialization(name + e.getMessage(), "of the type that the API's model gives it");
        }
    }

    private <T> List<T> items(String name, Function<JsonNode, T> read) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw serialization(name, "a list");
        }
        List<T> items = new ArrayList<>();
        value.forEach(item -> items.add(read.apply(item)));
        return items;
    }

    private JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static EcsRefusal serialization(String name, String expected) {
        return EcsRefusal.of(ErrorCode.ECS_SERIALIZATION, "The member " + name + " must be " + expected + ".");
    }
}
