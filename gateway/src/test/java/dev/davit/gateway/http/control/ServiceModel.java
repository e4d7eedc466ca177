package dev.davit.gateway.http.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** AWS's own description of the control API, and what an answer has that it does not allow. */
final class ServiceModel {

    private static final JsonNode MODEL = read();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");

    /** Recordings of AWS have this, its own model does not. */
    private static final String RECORDED = "LastUpdateStatusReasonCode: Creating";

    private final List<String> problems = new ArrayList<>();

    private static JsonNode read() {
        try (InputStream file = ServiceModel.class.getResourceAsStream("/lambda-control-model.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> operations() {
        List<String> names = new ArrayList<>();
        MODEL.get("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Method and path of an operation, also of one that is not served; null when AWS has none of that name. */
    static String request(String operation) {
        JsonNode request = MODEL.get("requests").get(operation);
        return request == null ? null : request.asText();
    }

    static boolean mayFailWith(String operation, String error, int status) {
        return texts(MODEL.get("operations").get(operation).get("errors")).contains(error)
                && MODEL.get("errors").get(error).get("httpStatusCode").asInt() == status;
    }

    /** What is wrong with an operation's answer. */
    static List<String> problems(String operation, JsonNode answer) {
        ServiceModel check = new ServiceModel();
        check.check(MODEL.get("operations").get(operation).get("output").asText(), answer, operation);
        return check.problems;
    }

    private void check(String name, JsonNode value, String at) {
        JsonNode shape = MODEL.get("shapes").get(name);
        switch (shape.get("type").asText()) {
            case "structure" -> structure(shape, value, at);
            case "list" -> {
                expect(value.isArray(), at + " is no list");
                bounds(shape, value.size(), at);
                for (int i = 0; i < value.size(); i++) {
                    check(shape.get("member").get("shape").asText(), value.get(i), at + "[" + i + "]");
                }
            }
            case "map" -> {
                expect(value.isObject(), at + " is no map");
                value.properties().forEach(entry -> {
                    check(shape.get("key").get("shape").asText(), new ObjectMapper().valueToTree(entry.getKey()), at);
                    check(shape.get("value").get("shape").asText(), entry.getValue(), at + "." + entry.getKey());
                });
            }
            case "string" -> string(name, shape, value, at);
            case "integer", "long" -> {
                expect(value.isIntegralNumber(), at + " is no whole number: " + value);
                bounds(shape, value.asLong(), at);
            }
            case "double" -> expect(value.isNumber(), at + " is no number: " + value);
            case "timestamp" -> expect(value.isNumber(), at + " is no time in seconds: " + value);
            case "boolean" -> expect(value.isBoolean(), at + " is no truth value: " + value);
            default -> problems.add(at + " is of a type that this test does not know: " + shape);
        }
    }

    private void structure(JsonNode shape, JsonNode value, String at) {
        expect(value.isObject(), at + " is no object: " + value);
        value.properties().forEach(entry -> {
            JsonNode member = shape.get("members").get(entry.getKey());
            if (member == null) {
                problems.add(at + " has no member " + entry.getKey());
            } else if (entry.getValue().isNull()) {
                problems.add(at + "." + entry.getKey() + " is null instead of left out");
            } else {
                check(member.get("shape").asText(), entry.getValue(), at + "." + entry.getKey());
            }
        });
        texts(shape.path("required")).forEach(name -> expect(value.has(name), at + " lacks " + name));
    }

    private void string(String name, JsonNode shape, JsonNode value, String at) {
        expect(value.isTextual(), at + " is no text: " + value);
        String text = value.asText();
        if (shape.has("enum")) {
            boolean known = texts(shape.get("enum")).contains(text) || RECORDED.equals(name + ": " + text);
            expect(known, at + " is none of the enumeration: " + text);
        }
        if (shape.has("pattern")) {
            expect(text.matches("(?:" + shape.get("pattern").asText() + ")"), at + " does not match: " + text);
        }
        if (name.equals("Timestamp")) {
            expect(TIME.matcher(text).matches(), at + " is no time: " + text);
        }
        bounds(shape, text.length(), at);
    }

    private void bounds(JsonNode shape, long value, String at) {
        expect(!shape.has("min") || value >= shape.get("min").asLong(), at + " is less than allowed: " + value);
        expect(!shape.has("max") || value <= shape.get("max").asLong(), at + " is more than allowed: " + value);
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
