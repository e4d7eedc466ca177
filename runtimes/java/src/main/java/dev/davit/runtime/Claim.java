package dev.davit.runtime;

import com.amazonaws.lambda.thirdparty.com.google.gson.JsonArray;
import com.amazonaws.lambda.thirdparty.com.google.gson.JsonElement;
import com.amazonaws.lambda.thirdparty.com.google.gson.JsonObject;
import com.amazonaws.lambda.thirdparty.com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway answers when it claims the environment: the function to become.
 *
 * @param inline the code's files, when they are in the answer
 * @param archive where the code is, when it is not
 */
record Claim(
        String handler,
        Map<String, String> environment,
        Map<String, String> inline,
        Optional<Archive> archive,
        List<Archive> layers) {

    /** A ZIP file that the gateway serves by its content's hash. */
    record Archive(String path, String sha256, long size) {}

    static Claim of(byte[] json) {
        JsonObject root =
                JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
        JsonObject code = object(root, "code");
        List<Archive> layers = new ArrayList<>();
        if (root.get("layers") instanceof JsonArray all) {
            all.forEach(layer -> layers.add(archive(layer.getAsJsonObject())));
        }
        return new Claim(
                root.get("handler") == null || root.get("handler").isJsonNull()
                        ? ""
                        : root.get("handler").getAsString(),
                strings(object(root, "environment")),
                strings(object(code, "inline")),
                code.get("archive") instanceof JsonObject archive ? Optional.of(archive(archive)) : Optional.empty(),
                List.copyOf(layers));
    }

    private static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
    }

    private static Map<String, String> strings(JsonObject object) {
        Map<String, String> strings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            strings.put(entry.getKey(), entry.getValue().getAsString());
        }
        return strings;
    }

    private static Archive archive(JsonObject json) {
        return new Archive(
                json.get("path").getAsString(),
                json.get("sha256").getAsString(),
                json.get("size").getAsLong());
    }
}
