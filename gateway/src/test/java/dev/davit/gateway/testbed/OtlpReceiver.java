package dev.davit.gateway.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;

/** A collector: takes traces by OTLP over HTTP, as protobuf, and keeps them. */
public final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final boolean keeps;
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server, boolean keeps) {
        this.server = server;
        this.keeps = keeps;
    }

    public static OtlpReceiver start() {
        return start(true);
    }

    /** One that forgets what it gets, unread, for as much as it may be. */
    public static OtlpReceiver forgetful() {
        return start(false);
    }

    private static OtlpReceiver start(boolean keeps) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            OtlpReceiver receiver = new OtlpReceiver(server, keeps);
            server.createContext("/v1/traces", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            if (keeps) {
                received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
                headers.add(Map.copyOf(exchange.getRequestHeaders()));
            } else {
                body.transferTo(OutputStream.nullOutputStream());
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    public List<Span> spans() {
        return received.stream()
                .flatMap(each -> each.getScopeSpansList().stream())
                .flatMap(each -> each.getSpansList().stream())
                .toList();
    }

    /** Waits for as many spans, and not for more. */
    public List<Span> await(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> spans().size() >= count);
        return spans();
    }

    /** The one span of that name, when there are as many. */
    public Span await(int count, String name) {
        List<Span> found = await(count).stream()
                .filter(each -> each.getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name + " among "
                    + spans().stream().map(Span::getName).toList());
        }
        return found.getFirst();
    }

    public Map<String, Object> resource() {
        return attributes(received.getFirst().getResource().getAttributesList());
    }

    public Map<String, List<String>> lastHeaders() {
        return headers.getLast();
    }

    public static Map<String, Object> attributes(Span span) {
        return attributes(span.getAttributesList());
    }

    private static Map<String, Object> attributes(List<KeyValue> entries) {
        return entries.stream().collect(Collectors.toMap(KeyValue::getKey, entry -> value(entry.getValue())));
    }

    private static Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            default -> value;
        };
    }

    public static String traceId(Span span) {
        return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    public static String id(Span span) {
        return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    public static String parent(Span span) {
        return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
