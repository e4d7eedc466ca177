package dev.davit.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.lambda.thirdparty.com.google.gson.Gson;
import com.amazonaws.lambda.thirdparty.com.google.gson.JsonElement;
import com.amazonaws.lambda.thirdparty.com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A gateway small enough for tests: serves one standby poll, archives and the Runtime API to one environment. */
final class FakeGateway implements AutoCloseable {
    static final String STANDBY = "/2026-11-01/environment/next";
    static final String NEXT = "/2018-06-01/runtime/invocation/next";
    static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    static final String RESPONSE = "/2018-06-01/runtime/invocation/1/response";
    static final String ERROR = "/2018-06-01/runtime/invocation/1/error";

    private static final Gson JSON = new Gson();

    /** What the environment asked. */
    record Request(String path, Headers headers, String body) {
        JsonElement json() {
            return JsonParser.parseString(body);
        }

        String text(String field) {
            return json().getAsJsonObject().get(field).getAsString();
        }
    }

    private record Answer(int status, Map<String, String> headers, byte[] body) {}

    private final BlockingQueue<Request> seen = new LinkedBlockingQueue<>();
    private final Map<String, BlockingQueue<Answer>> polls =
            Map.of(STANDBY, new LinkedBlockingQueue<>(), NEXT, new LinkedBlockingQueue<>());
    private final Map<String, byte[]> archives = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeGateway(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.setExecutor(
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Request(path, exchange.getRequestHeaders(), body));
        Answer answer = answer(path);
        answer.headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        exchange.getResponseBody().write(answer.body);
        exchange.close();
    }

    private Answer answer(String path) {
        if (polls.containsKey(path)) {
            try {
                return polls.get(path).take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (path.startsWith("/2026-11-01/code/")) {
            byte[] archive = archives.get(path);
            return new Answer(archive == null ? 404 : 200, Map.of(), archive == null ? new byte[0] : archive);
        }
        return new Answer(202, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    }

    void refusePoll(int status) {
        polls.get(STANDBY).add(new Answer(status, Map.of(), new byte[0]));
    }

    /** Keeps an archive; how a claim names it. */
    Map<String, Object> serve(byte[] archive) throws GeneralSecurityException {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        archives.put("/2026-11-01/code/" + sum, archive);
        return Map.of("path", "/2026-11-01/code/" + sum, "sha256", sum, "size", archive.length);
    }

    void claim(String handler, Map<String, String> environment, Map<String, Object> code, List<?> layers) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_FUNCTION_NAME",
                "hello",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "256",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/hello",
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "s"));
        variables.putAll(environment);
        String claim = JSON.toJson(Map.of(
                "functionName",
                "hello",
                "functionVersion",
                "$LATEST",
                "revision",
                "hello-1",
                "handler",
                handler,
                "timeout",
                3,
                "memorySize",
                256,
                "environment",
                variables,
                "code",
                code,
                "layers",
                layers));
        polls.get(STANDBY).add(new Answer(200, Map.of(), claim.getBytes(StandardCharsets.UTF_8)));
    }

    void invoke(String event, boolean tail) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "Lambda-Runtime-Aws-Request-Id",
                "1",
                "Lambda-Runtime-Deadline-Ms",
                "99999999999999",
                "Lambda-Runtime-Trace-Id",
                "Root=1",
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:1:function:hello"));
        if (tail) {
            headers.put("Lambda-Runtime-Trace-Id", "Root=1;Davit-Log-Type=Tail");
        }
        polls.get(NEXT).add(new Answer(200, headers, event.getBytes(StandardCharsets.UTF_8)));
    }

    Request next() throws InterruptedException {
        Request request = seen.poll(20, TimeUnit.SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    /** The next request, which must be for this path. */
    Request expect(String path) throws InterruptedException {
        Request request = next();
        assertThat(request.path()).as(request.body()).isEqualTo(path);
        return request;
    }
}
