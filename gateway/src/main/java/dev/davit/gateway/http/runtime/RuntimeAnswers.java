package dev.davit.gateway.http.runtime;

import dev.davit.gateway.environment.SandboxErrors;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** The Runtime API's fixed answers, word for word those of AWS's own emulator. */
final class RuntimeAnswers {

    static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private static final Buffer OK = Buffer.buffer("{\"status\":\"OK\"}\n");

    private RuntimeAnswers() {}

    static void accepted(HttpServerResponse response) {
        send(response, 202, OK.copy());
    }

    static void invalidRequestId(HttpServerResponse response) {
        error(response, 400, "InvalidRequestID", "Invalid request ID");
    }

    /** It is the answer to an earlier hand-out of the request. */
    static void stale(HttpServerResponse response) {
        error(response, 410, "InvokeTimeout", "Invoke timeout");
    }

    static void tooLarge(HttpServerResponse response) {
        tooLarge(response, SandboxErrors.MAX_PAYLOAD);
    }

    static void tooLarge(HttpServerResponse response, long limit) {
        error(response, 413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (" + limit + " bytes).");
    }

    static void wrongState(HttpServerResponse response, String from, String to) {
        error(
                response,
                403,
                "InvalidStateTransition",
                "State transition from " + from + " to " + to
                        + " failed for runtime. Error: State transition is not allowed");
    }

    static void refused(HttpServerResponse response, String message) {
        error(response, 403, "InvalidStateTransition", message);
    }

    static void unknownCaller(HttpServerResponse response) {
        error(response, 403, "Forbidden", "This caller is not a known execution environment");
    }

    static void notFound(HttpServerResponse response) {
        error(response, 404, "NotFound", "404 page not found");
    }

    static void error(HttpServerResponse response, int status, String type, String message) {
        send(
                response,
                status,
                Buffer.buffer("{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n"));
    }

    private static void send(HttpServerResponse response, int status, Buffer body) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.end(body);
    }
}
