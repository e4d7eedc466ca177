package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * What a runtime says about a function that it cannot load.
 *
 * @param type the body's {@code errorType}, or null
 * @param message the body's {@code errorMessage}, or null
 */
record InitErrorText(String type, String message) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 500;
    private static final InitErrorText UNKNOWN = new InitErrorText(null, null);

    static InitErrorText of(Buffer body) {
        String type = null;
        String message = null;
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
                    if (text && name.equals("errorType")) {
                        type = parser.getText();
                    } else if (text && name.equals("errorMessage")) {
                        message = parser.getText();
                    }
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return UNKNOWN; // a runtime may post anything
        }
        return new InitErrorText(type, message);
    }

    /** {@code errorType: errorMessage}, as far as it has them, in one line of at most 500 characters. */
    String line() {
        boolean nothing = (type == null || type.isBlank()) && (message == null || message.isBlank());
        if (nothing) {
            return "The function could not be initialised.";
        }
        String both = type == null || message == null ? (type == null ? message : type) : type + ": " + message;
        String line = both.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
