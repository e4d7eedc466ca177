package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.davit.gateway.environment.SandboxErrors;
import java.io.IOException;

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
}
