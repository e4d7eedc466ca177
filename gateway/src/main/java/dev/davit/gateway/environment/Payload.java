package dev.davit.gateway.environment;

import java.nio.charset.StandardCharsets;

/** The bytes of an event or an answer, in whatever buffer the adapter received them. */
public interface Payload {

    /** How many bytes. */
    int length();

    /** Bytes made by the core itself. */
    record Bytes(byte[] array) implements Payload {
        @Override
        public int length() {
            return array.length;
        }
    }

    /** The UTF-8 bytes of a text. */
    static Payload of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
