package dev.davit.gateway.http;

import dev.davit.gateway.environment.AnswerSink;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** An HTTP response written in pieces: says when it is full, and takes anything once its caller has gone. */
public abstract class ResponsePipe implements AnswerSink {

    private static final int MOST_QUEUED = 256 * 1024;

    private final HttpServerResponse response;
    private Runnable room;

    protected ResponsePipe(HttpServerResponse response) {
        this.response = response;
    }

    /** Sends the head that {@link #response} has been given, and is ready for pieces. */
    protected final void open() {
        response.setChunked(true);
        response.setWriteQueueMaxSize(MOST_QUEUED);
        response.drainHandler(nothing -> release());
        response.closeHandler(nothing -> release());
    }

    /** Writes a piece. */
    protected final void write(Buffer piece) {
        if (takes()) {
            response.write(piece);
        }
    }

    /** Ends the response in good order. */
    protected final void close() {
        if (takes()) {
            response.end();
        }
    }

    /** The response. */
    protected final HttpServerResponse response() {
        return response;
    }

    @Override
    public final boolean isFull() {
        return takes() && response.writeQueueFull();
    }

    @Override
    public final void whenRoom(Runnable then) {
        room = then;
    }

    private boolean takes() {
        return !response.closed() && !response.ended();
    }

    private void release() {
        Runnable then = room;
        room = null;
        if (then != null) {
            then.run();
        }
    }
}
