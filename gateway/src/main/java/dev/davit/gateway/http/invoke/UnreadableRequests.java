package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.davit.gateway.kernel.IdSource;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers what is no request on the invoke port, and ends its connection: nobody can say where the next one begins. */
public final class UnreadableRequests implements Handler<HttpServerRequest> {

    private static final int BAD_REQUEST = 400;
    private static final int URI_TOO_LONG = 414;
    private static final int HEAD_TOO_LARGE = 431;

    private final IdSource ids;
    private final int longestLine;
    private final int largestHead;

    /** For a port that takes request lines and heads of so many bytes at most. */
    public UnreadableRequests(IdSource ids, int longestLine, int largestHead) {
        this.ids = ids;
        this.longestLine = longestLine;
        this.largestHead = largestHead;
    }

    @Override
    public void handle(HttpServerRequest request) {
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line ->
                answer(
                        request,
                        URI_TOO_LONG,
                        "The request line is longer than " + longestLine
                                + " bytes: send less in the path and the query, and more in the body.");
            case TooLongHttpHeaderException head ->
                answer(request, HEAD_TOO_LARGE, "The headers take more than " + largestHead + " bytes: send fewer.");
            case IllegalArgumentException unclear -> answer(request, BAD_REQUEST, unclear.getMessage());
            case null, default -> answer(request, BAD_REQUEST, "The request is not HTTP/1.1.");
        }
    }

    private void answer(HttpServerRequest request, int status, String message) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(InvokeAnswers.REQUEST_ID, ids.next())
                .end(JsonNodeFactory.instance
                        .objectNode()
                        .put("message", message)
                        .toString())
                .onComplete(sent -> request.connection().close());
    }
}
