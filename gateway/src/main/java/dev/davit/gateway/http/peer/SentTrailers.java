package dev.davit.gateway.http.peer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Trailers behind a request that is sent in chunks, which Vert.x's client has no way to say. */
final class SentTrailers extends ChannelOutboundHandlerAdapter {

    private final HttpHeaders trailers;

    private SentTrailers(HttpHeaders trailers) {
        this.trailers = trailers;
    }

    /** Puts them behind that request, whose end has not been sent yet. */
    static void behind(HttpClientRequest request, HttpHeaders trailers) {
        ConnectionBase connection = (ConnectionBase) request.connection();
        connection
                .channel()
                .pipeline()
                .addBefore(connection.channelHandlerContext().name(), null, new SentTrailers(trailers));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent last) {
            DefaultLastHttpContent with =
                    new DefaultLastHttpContent(last.content().isReadable() ? last.content() : Unpooled.EMPTY_BUFFER);
            with.trailingHeaders().set(trailers);
            context.pipeline().remove(this);
            context.write(with, promise);
        } else {
            context.write(message, promise);
        }
    }
}
