package dev.davit.gateway.http.runtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Sends the answer to an outcome together with the next invocation, to a runtime whose next poll came together with the
 * outcome: it does not wait for the answer, and is woken once instead of twice. Other runtimes get theirs at once.
 */
public final class HeldAnswer extends ChannelOutboundHandlerAdapter {

    private boolean unsent;
    private boolean held;

    HeldAnswer() {}

    /** To be called when the connection is new. */
    public static void install(HttpConnection connection) {
        ((ConnectionBase) connection).channel().pipeline().addFirst(new HeldAnswer());
    }

    /** The request is a poll: what was written on its connection and is not sent yet goes with what is written next. */
    static void hold(HttpServerRequest poll) {
        HeldAnswer answer =
                ((ConnectionBase) poll.connection()).channel().pipeline().get(HeldAnswer.class);
        if (answer != null) {
            answer.hold();
        }
    }

    void hold() {
        held = unsent;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        unsent = true;
        held = false;
        context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (!held) {
            unsent = false;
            context.flush();
        }
    }
}
