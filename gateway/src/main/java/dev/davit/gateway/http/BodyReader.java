package dev.davit.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Collects a request's body up to a limit; what comes after the limit is read and thrown away, up to a point. */
public final class BodyReader {

    private static final Buffer EMPTY = Buffer.buffer(0);
    private static final long MOST_THROWN_AWAY = 64L << 20;

    /** What is done with the body. */
    public interface Sink {

        /** The whole body is here. */
        void complete(Buffer body);

        /** It is over the limit; called once, and then {@link #complete} is not. */
        void tooLarge();
    }

    private final HttpServerRequest request;
    private final SlowBodies slow;
    private final int limit;
    private final Sink sink;
    private Buffer body = EMPTY;
    private boolean own;
    private boolean over;
    private long thrownAway;
    private long heardNanos = System.nanoTime();

    private BodyReader(HttpServerRequest request, SlowBodies slow, int limit, Sink sink) {
        this.slow = slow;
        this.request = request;
        this.limit = limit;
        this.sink = sink;
    }

    /** Reads the request's body. Called before the request's handler returns. */
    public static void read(HttpServerRequest request, SlowBodies slow, int limit, Sink sink) {
        BodyReader reader = new BodyReader(request, slow, limit, sink);
        slow.begin(reader);
        request.exceptionHandler(failure -> slow.end(reader));
        if (announced(request) > limit) {
            reader.over();
        }
        request.handler(reader::chunk);
        request.endHandler(nothing -> reader.end());
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() > 18) {
            return length == null ? -1 : Long.MAX_VALUE;
        }
        long value = 0;
        for (int i = 0; i < length.length(); i++) {
            char c = length.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** Closes the connection of a sender who has been silent for so long. */
    boolean closeIfStalled(long patienceNanos) {
        boolean stalled = System.nanoTime() - heardNanos > patienceNanos;
        if (stalled) {
            request.connection().close();
        }
        return stalled;
    }

    private void chunk(Buffer chunk) {
        heardNanos = System.nanoTime();
        if (over) {
            thrownAway += chunk.length();
            if (thrownAway > MOST_THROWN_AWAY) {
                request.connection().close();
            }
            return;
        }
        if (body.length() + chunk.length() > limit) {
            over();
        } else if (body.length() == 0) {
            body = chunk;
        } else {
            append(chunk);
        }
    }

    private void append(Buffer chunk) {
        if (!own) {
            int size = (int) Math.max(announced(request), 2L * (body.length() + chunk.length()));
            body = Buffer.buffer(Math.min(size, limit)).appendBuffer(body);
            own = true;
        }
        body.appendBuffer(chunk);
    }

    private void over() {
        over = true;
        body = EMPTY;
        sink.tooLarge();
    }

    private void end() {
        slow.end(this);
        if (!over) {
            sink.complete(body);
        }
    }
}
