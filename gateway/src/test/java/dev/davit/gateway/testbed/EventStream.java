package dev.davit.gateway.testbed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads AWS's event stream as botocore does: prelude, its checksum, headers, payload, the message's checksum. */
public final class EventStream {

    private EventStream() {}

    /** One message. */
    public record Message(Map<String, String> headers, byte[] payload) {

        public String type() {
            return headers.get(":event-type");
        }

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    /** All messages; throws when the bytes are anything else. */
    public static List<Message> read(byte[] bytes) {
        List<Message> messages = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int start = buffer.position();
            int total = buffer.getInt();
            int headers = buffer.getInt();
            check(bytes, start, 8, buffer.getInt());
            Map<String, String> read = headers(buffer.slice(buffer.position(), headers));
            byte[] payload = new byte[total - headers - 16];
            buffer.position(buffer.position() + headers).get(payload);
            check(bytes, start, total - 4, buffer.getInt());
            messages.add(new Message(read, payload));
        }
        return messages;
    }

    private static void check(byte[] bytes, int start, int length, int expected) {
        CRC32 crc = new CRC32();
        crc.update(bytes, start, length);
        if ((int) crc.getValue() != expected) {
            throw new IllegalStateException("Checksum mismatch at " + start);
        }
    }

    private static Map<String, String> headers(ByteBuffer buffer) {
        Map<String, String> headers = new HashMap<>();
        while (buffer.hasRemaining()) {
            String name = text(buffer, buffer.get());
            if (buffer.get() != 7) {
                throw new IllegalStateException("Not a string: " + name);
            }
            headers.put(name, text(buffer, buffer.getShort()));
        }
        return headers;
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
