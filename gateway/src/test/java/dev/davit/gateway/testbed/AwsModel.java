package dev.davit.gateway.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** AWS's own description of an API, and what an answer has that it does not allow. */
public final class AwsModel {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");

    /** Recordings of AWS have this, its own model does not. */
    private static final String RECORDED = "LastUpdateStatusReasonCode: Creating";

    private final JsonNode model;
    private final List<String> problems = new ArrayList<>();

    private AwsModel(JsonNode model) {
        this.model = model;
    }

    /** The model in a resource of the tests. */
    public static AwsModel of(String resource) {
        try (InputStream file = AwsModel.class.getResourceAsStream(resource)) {
            return new AwsModel(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The operations whose shapes it has. */
    public List<String> operations() {
        List<String> names = new ArrayList<>();
        model.get("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Method and path of an operation, also of one that is not served; null when AWS has none of that name. */
    public String request(String operation) {
        JsonNode request = model.get("requests").get(operation);
        return request == null ? null : request.asText();
    }

    /** Whether AWS knows that error of that operation. */
    public boolean mayFailWith(String operation, String error, int status) {
        return texts(model.get("operations").get(operation).get("errors")).contains(error)
                && model.get("errors").get(error).get("httpStatusCode").asInt() == status;
    }

    /** What is wrong with an operation's answer. */
    public List<String> problems(String operation, JsonNode answer) {
        AwsModel check = new AwsModel(model);
        check.check(model.get("operations").get(operation).get("output").asText(), answer, operation);
        return check.problems;
    }

    /** The names of a structure's members. */
    public List<String> members(String shape) {
        List<String> names = new ArrayList<>();
        model.get("shapes").get(shape).get("members").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The structure behind a member, through lists; null when it is none. */
    public String structure(String shape, String member) {
        String name = model.get("shapes")
                .get(shape)
                .get("members")
                .get(member)
                .get("shape")
                .asText();
        JsonNode found = model.get("shapes").get(name);
        while (found.get("type").asText().equals("list")) {
            name = found.get("member").get("shape").asText();
            found = model.get("shapes").get(name);
        }
        return found.get("type").asText().equals("structure") ? name : null;
    }

    /** The names of all operations that AWS has. */
    public List<String> everyOperation() {
        List<String> names = new ArrayList<>();
        model.get("requests").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void check(String name, JsonNode value, String at) {
        JsonNode shape = model.get("shapes").get(name);
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
