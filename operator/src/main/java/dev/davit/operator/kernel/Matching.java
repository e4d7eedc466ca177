package dev.davit.operator.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Set;
import java.util.TreeSet;

/** Compares objects as the API server would see them. */
final class Matching {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private Matching() {}

    static JsonNode tree(Object value) {
        return value == null ? JsonNodeFactory.instance.objectNode() : JSON.convertValue(value, JsonNode.class);
    }

    /** Says whether everything desired is in actual; what only actual has (defaults, status) does not matter. */
    static boolean covers(JsonNode actual, JsonNode desired) {
        if (desired.isObject()) {
            return actual.isObject()
                    && desired.properties().stream()
                            .allMatch(field -> covers(actual.path(field.getKey()), field.getValue()));
        }
        if (desired.isArray()) {
            return actual.isArray() && actual.size() == desired.size() && elementsCovered(actual, desired);
        }
        if (desired.isNumber() && actual.isNumber()) {
            return desired.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        return desired.equals(actual) || desired.isNull() && actual.isMissingNode();
    }

    private static boolean elementsCovered(JsonNode actual, JsonNode desired) {
        for (int i = 0; i < desired.size(); i++) {
            if (!covers(actual.get(i), desired.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the JSON merge patch (RFC 7396) that turns one object into the other; empty when they are equal. */
    static ObjectNode mergePatch(JsonNode from, JsonNode to) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        Set<String> names = new TreeSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode before = from.path(name);
            JsonNode after = to.path(name);
            if (after.isMissingNode() || after.isNull()) {
                if (!before.isMissingNode() && !before.isNull()) {
                    patch.putNull(name);
                }
            } else if (before.isObject() && after.isObject()) {
                ObjectNode inner = mergePatch(before, after);
                if (!inner.isEmpty()) {
                    patch.set(name, inner);
                }
            } else if (!sameValue(before, after)) {
                patch.set(name, after);
            }
        }
        return patch;
    }

    private static boolean sameValue(JsonNode before, JsonNode after) {
        return before.equals(after) || covers(before, after) && covers(after, before);
    }
}
