package dev.davit.gateway.http.balance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.http.url.EventText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request as a function behind an Application Load Balancer sees it. */
final class ElbEvent {

    private static final JsonFactory JSON = new JsonFactory();

    private ElbEvent() {}

    static byte[] of(HttpServerRequest request, byte[] body, TargetGroupEntry group) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + body.length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, request, body, group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, HttpServerRequest request, byte[] body, TargetGroupEntry group)
            throws IOException {
        EntryRequest view = new EntryRequest(request);
        json.writeStartObject();
        json.writeObjectFieldStart("requestContext");
        json.writeObjectFieldStart("elb");
        json.writeStringField("targetGroupArn", group.arn());
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("httpMethod", request.method().name());
        json.writeStringField("path", view.path());
        boolean all = group.multiValue();
        values(json, all, all ? "multiValueQueryStringParameters" : "queryStringParameters", parameters(view.query()));
        values(json, all, all ? "multiValueHeaders" : "headers", headers(request));
        boolean encoded = request.headers().contains(HttpHeaders.CONTENT_ENCODING);
        EventText text = EventText.of(encoded ? null : request.getHeader(HttpHeaders.CONTENT_TYPE), body);
        json.writeStringField("body", text.text());
        json.writeBooleanField("isBase64Encoded", body.length > 0 && text.base64());
        json.writeEndObject();
    }

    /** One value a name, the last, or all of them. */
    private static void values(JsonGenerator json, boolean all, String name, Map<String, List<String>> values)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            if (!all) {
                json.writeStringField(entry.getKey(), entry.getValue().getLast());
                continue;
            }
            json.writeArrayFieldStart(entry.getKey());
            for (String value : entry.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** As they were sent: nothing is decoded. */
    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                parameters
                        .computeIfAbsent(key, k -> new ArrayList<>())
                        .add(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static Map<String, List<String>> headers(HttpServerRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!PeerRequest.isOwn(name) && !name.equals("connection") && !name.equals("transfer-encoding")) {
                headers.computeIfAbsent(name, k -> new ArrayList<>()).add(header.getValue());
            }
        }
        return headers;
    }
}
