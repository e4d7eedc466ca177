package dev.davit.gateway.testbed;

import dev.davit.api.common.EnvironmentAddress;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** An environment's process: polls for invocations over one connection and answers them, until it is sent away. */
public final class FakeRuntime implements AutoCloseable {

    public static final String NEXT = "/2018-06-01/runtime/invocation/next";
    public static final String STANDBY = "/2026-11-01/environment/next";

    private final int port;
    private final String host;
    private final Function<PlainHttp.Answer, Reply> handler;
    private final boolean standby;
    private volatile PlainHttp connection;
    private volatile boolean closed;

    /** What the runtime posts: to {@code response}, {@code error} or (id null) {@code init/error}. */
    public record Reply(String kind, byte[] body, Map<String, String> headers) {

        public Reply(String kind, byte[] body) {
            this(kind, body, Map.of());
        }

        /** The same with a header more. */
        public Reply with(String header, String value) {
            return new Reply(kind, body, Map.of(header, value));
        }

        public static Reply response(String body) {
            return new Reply("response", body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply error(String body) {
            return new Reply("error", body.getBytes(StandardCharsets.UTF_8));
        }

        /** Never answers. */
        public static Reply silence() {
            return new Reply("silence", new byte[0]);
        }
    }

    private FakeRuntime(int port, String host, boolean standby, Function<PlainHttp.Answer, Reply> handler) {
        this.port = port;
        this.host = host;
        this.standby = standby;
        this.handler = handler;
    }

    public static String host(byte[] key, String namespace, String pod) {
        return new EnvironmentAddress(namespace, pod).host(key) + ":9001";
    }

    /** Starts one; generic ones ask what to become first. */
    public static FakeRuntime start(int port, String host, boolean standby, Function<PlainHttp.Answer, Reply> handler) {
        FakeRuntime runtime = new FakeRuntime(port, host, standby, handler);
        Thread.ofPlatform().daemon().name("runtime").start(runtime::run);
        return runtime;
    }

    private void run() {
        try (PlainHttp http = PlainHttp.to(port)) {
            connection = http;
            Map<String, String> headers = Map.of("Host", host);
            if (standby
                    && http.send(PlainHttp.request("GET", STANDBY, headers, null))
                                    .status()
                            != 200) {
                return;
            }
            byte[] next = PlainHttp.request("GET", NEXT, headers, null);
            while (!closed) {
                PlainHttp.Answer event = http.send(next);
                if (event.status() != 200) {
                    return;
                }
                Reply reply = handler.apply(event);
                if (reply.kind().equals("silence")) {
                    Thread.sleep(60_000);
                }
                String path = "/2018-06-01/runtime/invocation/" + event.header("lambda-runtime-aws-request-id") + "/"
                        + reply.kind();
                Map<String, String> all = new HashMap<>(headers);
                all.putAll(reply.headers());
                http.send(PlainHttp.request("POST", path, all, reply.body()));
            }
        } catch (UncheckedIOException | InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        if (connection != null) {
            connection.close();
        }
    }
}
