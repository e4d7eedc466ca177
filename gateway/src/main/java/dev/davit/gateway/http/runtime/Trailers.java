package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.environment.Payload;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a runtime says behind its streamed answer. Vert.x drops a request's trailers, so they are read where they arrive. */
final class Trailers extends ChannelInboundHandlerAdapter {

    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String UNKNOWN = "Function.Unknown";

    private String errorType;
    private String errorBody;

    private Trailers() {}

    /** Those of a request whose end has not been read yet. */
    static Trailers of(HttpServerRequest request) {
        Trailers trailers = new Trailers();
        ConnectionBase connection = (ConnectionBase) request.connection();
        connection
                .channel()
                .pipeline()
                .addBefore(connection.channelHandlerContext().name(), null, trailers);
        return trailers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent last) {
            HttpHeaders headers = last.trailingHeaders();
            errorType = headers.get(ERROR_TYPE);
            errorBody = headers.get(ERROR_BODY);
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }

    /** Whether the function failed after all. */
    boolean isError() {
        return errorType != null || errorBody != null;
    }

    /** The function's error as it would have posted it, were it not in the middle of an answer. */
    Payload error() {
        if (errorBody != null) {
            try {
                return new Payload.Bytes(Base64.getDecoder().decode(errorBody.getBytes(StandardCharsets.US_ASCII)));
            } catch (IllegalArgumentException e) {
                // not as runtimes write it: the type alone is told
            }
        }
        StringBuilder json = new StringBuilder("{\"errorType\":\"");
        JsonStringEncoder.getInstance().quoteAsString(errorType == null ? UNKNOWN : errorType, json);
        return Payload.of(json.append("\"}").toString());
    }
}
