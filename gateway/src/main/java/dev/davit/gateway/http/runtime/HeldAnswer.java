package dev.davit.gateway.http.runtime;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Sends the answer to an outcome together with the next invocation, to a runtime that says it polls without waiting for the
 * answer: it is woken once instead of twice. Other runtimes get theirs at once.
 */
public final class HeldAnswer extends ChannelOutboundHandlerAdapter {

    /** Ours: the runtime's next poll follows, whatever this is answered. */
    private static final String POLL_FOLLOWS = "Davit-Poll-Follows";

    private boolean unsent;
    private boolean held;

    HeldAnswer() {}

    /** To be called when the connection is new. */
    public static void install(HttpConnection connection) {
        ((ConnectionBase) connection).channel().pipeline().addFirst(new HeldAnswer());
    }

    /** The answer to this outcome is written: it goes with what is written next, if its runtime says so. */
    static void written(HttpServerRequest outcome) {
        if (outcome.headers().contains(POLL_FOLLOWS)) {
            HeldAnswer answer =
                    ((ConnectionBase) outcome.connection()).channel().pipeline().get(HeldAnswer.class);
            if (answer != null) {
                answer.hold();
            }
        }
    }

    /** Nothing to hold when it is sent already, or is relayed. */
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
