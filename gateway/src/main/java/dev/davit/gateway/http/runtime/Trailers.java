package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.environment.Payload;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a runtime says behind its streamed answer. Vert.x drops a request's trailers, so they are read where they arrive. */
final class Trailers extends ChannelInboundHandlerAdapter {

    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String UNKNOWN = "Function.Unknown";

    private static final AttributeKey<Trailers> KEPT = AttributeKey.valueOf("davit.trailers");

    private String errorType;
    private String errorBody;
    private HttpHeaders all;

    private Trailers() {}

    /** Those of a request whose end has not been read yet, or that has been kept. */
    static Trailers of(HttpServerRequest request) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        Trailers kept = connection.channel().attr(KEPT).getAndSet(null);
        return kept == null ? install(connection) : kept;
    }

    /** Keeps those of a request that is paused, until somebody asks for them; keeping them again changes nothing. */
    static void keep(HttpServerRequest request) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        if (connection.channel().attr(KEPT).get() == null) {
            connection.channel().attr(KEPT).set(install(connection));
        }
    }

    /** Nobody has asked for those of that request: they are not the next one's. */
    static void forget(HttpServerRequest request) {
        ((ConnectionBase) request.connection()).channel().attr(KEPT).set(null);
    }

    private static Trailers install(ConnectionBase connection) {
        Trailers trailers = new Trailers();
        connection
                .channel()
                .pipeline()
                .addBefore(connection.channelHandlerContext().name(), null, trailers);
        return trailers;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent last) {
            all = last.trailingHeaders();
            errorType = all.get(ERROR_TYPE);
            errorBody = all.get(ERROR_BODY);
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }

    /** All there are; null before the end of the request has been read. */
    HttpHeaders all() {
        return all;
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
