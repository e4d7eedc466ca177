package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** The one place where outcomes and refusals become AWS's HTTP answers. */
public final class InvokeAnswers {

    public static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
    private static final CharSequence ERROR_TYPE = HttpHeaders.createOptimized("x-amzn-ErrorType");
    private static final CharSequence EXECUTED_VERSION = HttpHeaders.createOptimized("X-Amz-Executed-Version");
    private static final CharSequence FUNCTION_ERROR = HttpHeaders.createOptimized("X-Amz-Function-Error");
    private static final CharSequence LOG_RESULT = HttpHeaders.createOptimized("X-Amz-Log-Result");
    private static final CharSequence TRACE = HttpHeaders.createOptimized("X-Amzn-Trace-Id");
    private static final CharSequence UNHANDLED = HttpHeaders.createOptimized("Unhandled");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence ERROR_COMPONENT = HttpHeaders.createOptimized("Davit-Error-Component");
    private static final CharSequence ERROR_REASON = HttpHeaders.createOptimized("Davit-Error-Reason");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

    private InvokeAnswers() {}

    /** Answers a finished invocation, with the end of its log unless that is null. */
    static void outcome(HttpServerResponse response, Invocation invocation, Outcome outcome, String logTail) {
        switch (outcome) {
            case Outcome.Answer answer -> result(response, invocation.call(), answer.body(), false, logTail);
            case Outcome.FunctionError error -> result(response, invocation.call(), error.body(), true, logTail);
            case Outcome.Refused refused -> refusal(response, invocation.requestId(), refused.refusal());
        }
    }

    private static void result(
            HttpServerResponse response, Invocation.Call call, Payload body, boolean error, String logTail) {
        if (response.closed()) {
            return;
        }
        var headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, JSON);
        executed(headers, call);
        if (error) {
            headers.set(FUNCTION_ERROR, UNHANDLED);
        }
        if (logTail != null) {
            headers.set(LOG_RESULT, logTail);
        }
        response.end(BufferPayload.bufferOf(body));
    }

    /** Answers an event that was accepted. */
    static void accepted(HttpServerResponse response, String requestId, String traceId) {
        if (!response.closed()) {
            response.setStatusCode(202);
            response.putHeader(REQUEST_ID, requestId);
            response.putHeader(TRACE, traceId);
            response.end();
        }
    }

    /** The headers that tell which invocation was answered. */
    static void executed(MultiMap headers, Invocation.Call call) {
        headers.set(REQUEST_ID, call.requestId());
        headers.set(EXECUTED_VERSION, call.version());
        headers.set(TRACE, call.traceId());
    }

    /** Answers a dry run that would be allowed. */
    static void dryRun(HttpServerResponse response, String requestId, String version) {
        if (!response.closed()) {
            response.setStatusCode(204);
            response.putHeader(REQUEST_ID, requestId);
            response.putHeader(EXECUTED_VERSION, version);
            response.end();
        }
    }

    /** Answers what the gateway itself refuses, and says what of the platform was to blame, if anything was. */
    public static void refusal(HttpServerResponse response, String requestId, Refusal refusal) {
        if (refusal.fault() != null && !response.closed() && !response.ended()) {
            response.headers().set(ERROR_COMPONENT, refusal.fault().component());
            response.headers().set(ERROR_REASON, refusal.fault().reason());
        }
        bareRefusal(response, requestId, refusal);
    }

    /** The same for strangers, who are told nothing about the platform. */
    public static void bareRefusal(HttpServerResponse response, String requestId, Refusal refusal) {
        if (response.closed() || response.ended()) {
            return;
        }
        ErrorCode code = refusal.code();
        response.setStatusCode(code.status());
        var headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, JSON);
        headers.set(REQUEST_ID, requestId);
        headers.set(ERROR_TYPE, code.type());
        if (code == ErrorCode.THROTTLED) {
            headers.set(RETRY_AFTER, "1");
        }
        response.end(body(refusal));
    }

    private static Buffer body(Refusal refusal) {
        StringBuilder json = new StringBuilder(128);
        json.append('{');
        switch (refusal.code().form()) {
            case USER -> json.append("\"Type\":\"User\",\"Message\":");
            case CALLER -> json.append("\"Type\":\"User\",\"message\":");
            case SERVICE -> json.append("\"Type\":\"Service\",\"Message\":");
            case AUTH, TYPED -> json.append("\"message\":");
            case ACCESS -> json.append("\"Message\":");
        }
        text(json, refusal.message());
        if (refusal.reason() != null) {
            json.append(",\"Reason\":");
            text(json, refusal.reason());
        }
        return Buffer.buffer(json.append('}').toString());
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }
}
