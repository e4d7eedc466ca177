package dev.davit.gateway.http;

import dev.davit.gateway.environment.Payload;
import io.vertx.core.buffer.Buffer;

/** A payload in the buffer it was received in. */
public record BufferPayload(Buffer buffer) implements Payload {

    @Override
    public int length() {
        return buffer.length();
    }

    /** The bytes of any payload as a buffer. */
    public static Buffer bufferOf(Payload payload) {
        return switch (payload) {
            case BufferPayload own -> own.buffer();
            case Payload.Bytes bytes -> Buffer.buffer(bytes.array());
            default -> throw new IllegalArgumentException("No buffer in " + payload.getClass());
        };
    }
}
