package dev.davit.gateway.testbed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A runtime that has got an event and streams its answer as AWS's clients do, each step when the test says so. */
public final class StreamingRuntime implements AutoCloseable {

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private final PlainHttp http;
    private final String host;
    private PlainHttp.Answer event;

    private StreamingRuntime(PlainHttp http, String host) {
        this.http = http;
        this.host = host;
    }

    /** Polls for an event, without waiting for one. */
    public static StreamingRuntime poll(int port, String host) {
        StreamingRuntime runtime = new StreamingRuntime(PlainHttp.to(port), host);
        runtime.http.write(PlainHttp.request("GET", FakeRuntime.NEXT, Map.of("Host", host), null));
        return runtime;
    }

    /** Waits for the event. */
    public PlainHttp.Answer event() {
        if (event == null) {
            event = http.receive();
        }
        return event;
    }

    /** Sends the head of its answer. */
    public StreamingRuntime begin(String contentType) {
        return begin(contentType, "streaming");
    }

    /** The same in a response mode, or, when it is null, without one. */
    public StreamingRuntime begin(String contentType, String mode) {
        String modeHeader = mode == null ? "" : "\r\nLambda-Runtime-Function-Response-Mode: " + mode;
        text("POST " + INVOCATION + event().header("Lambda-Runtime-Aws-Request-Id") + "/response HTTP/1.1\r\nHost: "
                + host + "\r\nContent-Type: " + contentType + modeHeader
                + "\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n");
        return this;
    }

    public StreamingRuntime write(String piece) {
        return write(piece.getBytes(StandardCharsets.UTF_8));
    }

    public StreamingRuntime write(byte[] piece) {
        text(Integer.toHexString(piece.length) + "\r\n");
        http.write(piece);
        text("\r\n");
        return this;
    }

    /** Ends its answer well. */
    public PlainHttp.Answer end() {
        text("0\r\n\r\n");
        return http.receive();
    }

    /** Ends its answer with an error. */
    public PlainHttp.Answer fail(String type, String body) {
        String encoded = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        text("0\r\nLambda-Runtime-Function-Error-Type: " + type + "\r\nLambda-Runtime-Function-Error-Body: " + encoded
                + "\r\n\r\n");
        return http.receive();
    }

    /** Asks for the next event on the same connection, without waiting for one. */
    public void pollAgain() {
        event = null;
        http.write(PlainHttp.request("GET", FakeRuntime.NEXT, Map.of("Host", host), null));
    }

    public PlainHttp http() {
        return http;
    }

    private void text(String text) {
        http.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Its process ends, whatever it was doing. */
    public void die() {
        http.close();
    }

    @Override
    public void close() {
        http.close();
    }
}
