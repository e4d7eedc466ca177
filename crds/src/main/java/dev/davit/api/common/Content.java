package dev.davit.api.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Text that is equal for equal content, to be hashed into names. */
public final class Content {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Content() {}

    /** Returns the value as JSON with sorted fields and without nulls. */
    public static String canonical(Object value) {
        return sorted(JSON.valueToTree(value)).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(sorted(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, field) -> {
            if (!field.isNull()) {
                object.set(name, sorted(field));
            }
        });
        return object;
    }
}
