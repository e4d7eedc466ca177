package dev.davit.gateway.http.url;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.davit.gateway.http.peer.PeerRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP request as a function sees it: AWS's payload format 2.0. */
final class UrlEvent {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String DEFAULT = "$default";

    private final UrlCall call;
    private final Surroundings around;

    /**
     * What the request itself does not say.
     *
     * @param domainName the URL's host name
     * @param traceId its trace
     * @param epochMillis when it came
     */
    record Surroundings(String domainName, String traceId, long epochMillis) {}

    private UrlEvent(UrlCall call, Surroundings around) {
        this.call = call;
        this.around = around;
    }

    static byte[] of(UrlCall call, byte[] body, Surroundings around) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 + body.length);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new UrlEvent(call, around).write(json, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, byte[] body) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "2.0");
        json.writeStringField("routeKey", DEFAULT);
        json.writeStringField("rawPath", call.target().rawPath());
        json.writeStringField("rawQueryString", call.target().rawQuery());
        writeCookies(json);
        writeAll(json, "headers", headers());
        Map<String, String> parameters = QueryParameters.of(call.target().rawQuery());
        if (!parameters.isEmpty()) {
            writeAll(json, "queryStringParameters", parameters);
        }
        writeContext(json);
        EventText text = EventText.of(call.request().getHeader(HttpHeaders.CONTENT_TYPE), body);
        if (body.length > 0) {
            json.writeStringField("body", text.text());
        }
        json.writeBooleanField("isBase64Encoded", body.length > 0 && text.base64());
        json.writeEndObject();
    }

    private void writeCookies(JsonGenerator json) throws IOException {
        List<String> cookies = call.request().headers().getAll(HttpHeaders.COOKIE);
        if (cookies.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("cookies");
        for (String line : cookies) {
            for (String cookie : line.split(";")) {
                if (!cookie.isBlank()) {
                    json.writeString(cookie.strip());
                }
            }
        }
        json.writeEndArray();
    }

    private Map<String, String> headers() {
        HttpServerRequest request = call.request();
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (isPassedOn(name)) {
                String between = name.equals("cookie") ? "; " : ",";
                headers.merge(name, header.getValue(), (a, b) -> a + between + b);
            }
        });
        headers.merge("x-forwarded-for", source(), (given, own) -> given + ", " + own);
        headers.putIfAbsent("x-forwarded-proto", "http");
        headers.putIfAbsent(
                "x-forwarded-port", Integer.toString(request.localAddress().port()));
        headers.put("x-amzn-trace-id", around.traceId());
        return headers;
    }

    /** Nothing that belongs to the connection; and what proved the caller to the gateway could prove it elsewhere. */
    private boolean isPassedOn(String header) {
        return switch (header) {
            case "connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer", "expect" -> false;
            case "authorization" -> call.url().open();
            default -> !PeerRequest.isOwn(header);
        };
    }

    private String source() {
        return PeerRequest.address(call.request());
    }

    private void writeContext(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", UrlCaller.account(call.caller()));
        json.writeStringField("apiId", call.target().id());
        UrlCaller.write(json, call);
        json.writeStringField("domainName", around.domainName());
        json.writeStringField("domainPrefix", call.target().id());
        HttpServerRequest request = call.request();
        json.writeObjectFieldStart("http");
        json.writeStringField("method", request.method().name());
        json.writeStringField("path", call.target().rawPath());
        json.writeStringField("protocol", "HTTP/1.1");
        json.writeStringField("sourceIp", source());
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        if (agent != null) {
            json.writeStringField("userAgent", agent);
        }
        json.writeEndObject();
        json.writeStringField("requestId", call.id());
        json.writeStringField("routeKey", DEFAULT);
        json.writeStringField("stage", DEFAULT);
        json.writeStringField("time", TIME.format(Instant.ofEpochMilli(around.epochMillis())));
        json.writeNumberField("timeEpoch", around.epochMillis());
        json.writeEndObject();
    }

    private static void writeAll(JsonGenerator json, String name, Map<String, String> entries) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
