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

        /** The whole body is here; who takes it owes the intake its length until it is done with it. */
        void complete(Buffer body);

        /** It is over the limit; called once, and then {@link #complete} is not. */
        void tooLarge();

        /** There is no memory for it; called once, and then {@link #complete} is not. */
        void noRoom();

        /** Its connection was lost before its end; called once, and then {@link #complete} is not. */
        default void broken() {}
    }

    private final HttpServerRequest request;
    private final Intake intake;
    private final int limit;
    private final Sink sink;
    private Buffer body = EMPTY;
    private int taken;
    private boolean own;
    private boolean over;
    private long thrownAway;
    private long heardNanos = System.nanoTime();

    private BodyReader(HttpServerRequest request, Intake intake, int limit, Sink sink) {
        this.request = request;
        this.intake = intake;
        this.limit = limit;
        this.sink = sink;
    }

    /** Reads the request's body. Called before the request's handler returns. */
    public static void read(HttpServerRequest request, Intake intake, int limit, Sink sink) {
        BodyReader reader = new BodyReader(request, intake, limit, sink);
        intake.begin(reader);
        request.exceptionHandler(failure -> reader.broken());
        if (announced(request) > limit) {
            reader.drop();
            sink.tooLarge();
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
        } else if (body.length() + chunk.length() > limit) {
            drop();
            sink.tooLarge();
        } else if (!intake.take(chunk.length())) {
            drop();
            sink.noRoom();
        } else {
            taken += chunk.length();
            append(chunk);
        }
    }

    private void append(Buffer chunk) {
        if (body.length() == 0) {
            body = chunk;
            return;
        }
        if (!own) {
            int size = (int) Math.max(announced(request), 2L * (body.length() + chunk.length()));
            body = Buffer.buffer(Math.min(size, limit)).appendBuffer(body);
            own = true;
        }
        body.appendBuffer(chunk);
    }

    private void drop() {
        over = true;
        body = EMPTY;
        intake.release(taken);
        taken = 0;
    }

    private void end() {
        intake.end(this);
        if (!over) {
            over = true;
            sink.complete(body);
        }
    }

    private void broken() {
        intake.end(this);
        if (!over) {
            drop();
            sink.broken();
        }
    }
}
