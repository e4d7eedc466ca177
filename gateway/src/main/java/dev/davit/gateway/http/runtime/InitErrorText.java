package dev.davit.gateway.http.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** What a runtime says about a function that it cannot load, in one line of at most 500 characters. */
final class InitErrorText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 500;
    private static final String UNKNOWN = "The function could not be initialised.";

    private InitErrorText() {}

    /** {@code errorType: errorMessage} of the body, as far as it has them. */
    static String of(Buffer body) {
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
        return line(type, message);
    }

    private static String line(String type, String message) {
        boolean nothing = (type == null || type.isBlank()) && (message == null || message.isBlank());
        if (nothing) {
            return UNKNOWN;
        }
        String both = type == null || message == null ? (type == null ? message : type) : type + ": " + message;
        String line = both.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
