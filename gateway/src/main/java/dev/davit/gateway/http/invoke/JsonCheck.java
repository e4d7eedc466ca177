package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.davit.gateway.environment.SandboxErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether an event or a client context is JSON. AWS parses with Jackson too, so what it says about a bad one is Jackson's text. */
final class JsonCheck {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(SandboxErrors.MAX_PAYLOAD)
                    .maxNameLength(SandboxErrors.MAX_PAYLOAD)
                    .maxStringLength(SandboxErrors.MAX_PAYLOAD)
                    .build())
            .build();

    private JsonCheck() {}

    /** Whether it is JSON, and an object. */
    static boolean isObject(byte[] bytes) {
        if (encoding(bytes) != null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Null when it is JSON, else what is wrong with it. */
    static String problem(byte[] bytes) {
        String encoding = encoding(bytes);
        if (encoding != null) {
            return encoding;
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return "No content to map due to end-of-input";
            }
            parser.skipChildren();
            return parser.nextToken() == null ? null : "Unexpected content after the end of the JSON value";
        } catch (JsonProcessingException e) {
            return e.getMessage();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What keeps it from being UTF-8, which the parser would guess or overlook; null when nothing does. */
    private static String encoding(byte[] bytes) {
        boolean ascii = true;
        for (byte one : bytes) {
            ascii &= one > 0;
        }
        if (ascii) {
            return null;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            return "The payload is not UTF-8: " + e.getMessage();
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return "Illegal character ((CTRL-CHAR, code 0)) at byte " + i;
            }
        }
        return null;
    }
}
