package dev.davit.gateway.http.balance;

import io.netty.util.internal.StringUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a function answered, read as a load balancer reads it: an object with a status code, or it is no answer.
 *
 * @param status 200 to 599
 * @param headers names and values that HTTP can carry
 * @param body the body
 */
record ElbAnswer(int status, List<Map.Entry<String, String>> headers, Buffer body) {

    private static final Set<String> OURS =
            Set.of("connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    /** The answer, or null when it is none; {@code multiValue} says which of the two forms of headers it has. */
    static ElbAnswer of(Buffer payload, boolean multiValue) {
        try {
            JsonObject json = payload.toJsonObject();
            int status = json.getValue("statusCode") instanceof Integer code ? code : 0;
            List<Map.Entry<String, String>> headers = headers(json, multiValue);
            boolean sound = status >= 200
                    && status <= 599
                    && headers.stream().allMatch(header -> isName(header.getKey()) && isValue(header.getValue()));
            return sound ? new ElbAnswer(status, headers, body(json)) : null;
        } catch (RuntimeException e) {
            return null; // no JSON, no object, or parts of other types
        }
    }

    private static List<Map.Entry<String, String>> headers(JsonObject json, boolean multiValue) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        JsonObject given = json.getJsonObject(multiValue ? "multiValueHeaders" : "headers");
        if (given != null) {
            for (Map.Entry<String, Object> header : given) {
                List<?> values = multiValue ? ((JsonArray) header.getValue()).getList() : List.of(header.getValue());
                values.forEach(value -> headers.add(Map.entry(header.getKey(), (String) value)));
            }
        }
        return headers;
    }

    private static Buffer body(JsonObject json) {
        String text = (String) json.getValue("body");
        boolean encoded = Boolean.TRUE.equals(json.getBoolean("isBase64Encoded"));
        return text == null
                ? Buffer.buffer()
                : encoded ? Buffer.buffer(Base64.getDecoder().decode(text)) : Buffer.buffer(text);
    }

    /** Sends it. */
    void writeTo(HttpServerResponse response) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status);
        if (headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase("date"))) {
            response.headers().remove(HttpHeaders.DATE);
        }
        headers.stream()
                .filter(header -> !OURS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
        response.end(status == 204 || status == 304 ? Buffer.buffer() : body);
    }

    private static boolean isName(String name) {
        return !StringUtil.isNullOrEmpty(name)
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 127 && c < 256);
    }
}
