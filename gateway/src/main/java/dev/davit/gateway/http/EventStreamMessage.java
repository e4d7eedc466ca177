package dev.davit.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One message of AWS's {@code application/vnd.amazon.eventstream}: total length, headers' length, a CRC-32 of both, headers,
 * payload, a CRC-32 of all before it; numbers are big-endian.
 */
public final class EventStreamMessage {

    private static final int PRELUDE = 8;
    private static final int CRC = 4;
    private static final byte STRING = 7;
    private static final byte[] EVENT = header(":message-type", "event");

    private EventStreamMessage() {}

    /** An event of that type. */
    public static Buffer event(String type, String contentType, Buffer payload) {
        byte[] eventType = header(":event-type", type);
        byte[] content = header(":content-type", contentType);
        int headers = EVENT.length + eventType.length + content.length;
        byte[] message = new byte[PRELUDE + CRC + headers + payload.length() + CRC];
        ByteBuffer writer = ByteBuffer.wrap(message).putInt(message.length).putInt(headers);
        putCrc(writer);
        writer.put(EVENT).put(eventType).put(content);
        payload.getBytes(message, writer.position());
        writer.position(writer.position() + payload.length());
        putCrc(writer);
        return Buffer.buffer(message);
    }

    private static byte[] header(String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length() + 1 + 2 + text.length)
                .put((byte) name.length())
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(STRING)
                .putShort((short) text.length)
                .put(text)
                .array();
    }

    /** Of all that is written so far. */
    private static void putCrc(ByteBuffer writer) {
        CRC32 crc = new CRC32();
        crc.update(writer.array(), 0, writer.position());
        writer.putInt((int) crc.getValue());
    }
}
