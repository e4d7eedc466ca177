package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The {@code errorType} in the body of a function's error. */
final class FunctionErrorType {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNHANDLED = "Unhandled";

    private FunctionErrorType() {}

    /** The type; {@code Unhandled} when the body does not say. */
    static String of(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return UNHANDLED;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = parser.currentName().equals("errorType");
                if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return UNHANDLED;
        }
        return UNHANDLED;
    }
}
