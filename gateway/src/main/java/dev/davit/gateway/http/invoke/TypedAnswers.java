package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Answers in AWS's JSON protocol 1.1, which callers speak who name their operation in {@code X-Amz-Target}. */
public final class TypedAnswers {

    private static final String TARGET = "X-Amz-Target";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/x-amz-json-1.1");

    private TypedAnswers() {}

    /** Whether a request speaks the protocol. */
    public static boolean areFor(HttpServerRequest request) {
        return request.getHeader(TARGET) != null;
    }

    /** What a request names as its target, or null. */
    public static String target(HttpServerRequest request) {
        return request.getHeader(TARGET);
    }

    /** Answers what was asked for. */
    public static void found(HttpServerResponse response, String requestId, byte[] body) {
        if (!response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            response.putHeader(InvokeAnswers.REQUEST_ID, requestId);
            response.end(Buffer.buffer(body));
        }
    }

    /** Answers what is refused; {@code resources} are those that it is about, none in most cases. */
    public static void refusal(HttpServerResponse response, String requestId, Refusal refusal, List<String> resources) {
        if (response.closed() || response.ended()) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", type(refusal.code()));
        body.put("message", refusal.message());
        if (!resources.isEmpty()) {
            resources.forEach(body.putArray("resourceIds")::add);
        }
        response.setStatusCode(
                refusal.code().status() < 500 ? 400 : refusal.code().status());
        found(response, requestId, body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** What is refused before the service sees it has Lambda's name where the two differ. */
    private static String type(ErrorCode code) {
        return switch (code) {
            case SERVICE -> ErrorCode.ECS_SERVER.type();
            case THROTTLED -> ErrorCode.ECS_THROTTLED.type();
            default -> code.type();
        };
    }
}
