package dev.davit.gateway.http.url;

import dev.davit.gateway.http.invoke.InvokeAnswers;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What a URL answers when its function does not: AWS's words, and none about the cluster, for anybody may be asking. */
final class UrlErrors {

    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");

    private static final CharSequence ERROR_TYPE = HttpHeaders.createOptimized("x-amzn-ErrorType");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final String FORBIDDEN = "Forbidden. For troubleshooting Function URL authorization issues, see:"
            + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
    private static final String FAILED = "Internal Server Error";

    private UrlErrors() {}

    /** There is no such URL. */
    static void unknown(HttpServerResponse response, String id) {
        send(response, id, ErrorCode.ACCESS_DENIED, "{\"Message\":null}");
    }

    /** The caller may not. */
    static void forbidden(UrlCall call) {
        send(call.request().response(), call.id(), ErrorCode.ACCESS_DENIED, "{\"Message\":\"" + FORBIDDEN + "\"}");
    }

    /** The caller shows something that proves nothing. */
    static void unproven(UrlCall call, Refusal refusal) {
        InvokeAnswers.refusal(call.request().response(), call.id(), refusal);
    }

    /** The function failed, or its answer is none. */
    static void failed(UrlCall call) {
        failed(call, 502);
    }

    /** The gateway did not get it done. */
    static void refused(UrlCall call, Refusal refusal) {
        switch (refusal.code()) {
            case THROTTLED, TOO_LARGE, UNAVAILABLE -> told(call, refusal);
            case NOT_FOUND -> unknown(call.request().response(), call.id());
            default -> failed(call, Math.max(500, refusal.code().status()));
        }
    }

    private static void told(UrlCall call, Refusal refusal) {
        if (call.caller() == null) {
            InvokeAnswers.bareRefusal(call.request().response(), call.id(), refusal);
        } else {
            InvokeAnswers.refusal(call.request().response(), call.id(), refusal);
        }
    }

    private static void failed(UrlCall call, int status) {
        HttpServerResponse response = call.request().response();
        if (!response.closed() && !response.ended()) {
            response.headers().set(REQUEST_ID, call.id()).set(HttpHeaders.CONTENT_TYPE, JSON);
            response.setStatusCode(status).end(FAILED);
        }
    }

    private static void send(HttpServerResponse response, String id, ErrorCode code, String body) {
        if (!response.closed() && !response.ended()) {
            response.headers().set(REQUEST_ID, id).set(ERROR_TYPE, code.type()).set(HttpHeaders.CONTENT_TYPE, JSON);
            response.setStatusCode(code.status()).end(body);
        }
    }
}
