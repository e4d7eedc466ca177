package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The {@code errorType} in the body of a function's error. */
final class FunctionErrorType {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNHANDLED = "Unhandled";

    private FunctionErrorType() {}

    /** The type that a body says, of a runtime or of the platform. */
    static String of(Payload body) {
        return of(BufferPayload.bufferOf(body).toString(StandardCharsets.UTF_8));
    }

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
