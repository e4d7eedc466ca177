package dev.davit.gateway.http.url;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a function answered, read as an HTTP response: payload format 2.0. An object with a status code says it all; any other JSON is
 * the body of a 200, a string without its quotes.
 *
 * @param head its head
 * @param body its body
 */
record HttpAnswer(AnswerHead head, byte[] body) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String JSON_TYPE = "application/json";
    private static final byte[] NOTHING = new byte[0];

    /** The answer, or null when it is none. */
    static HttpAnswer of(byte[] payload) {
        try (JsonParser parser = JSON.createParser(payload)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                return new Reading(payload, parser).answer();
            }
            byte[] body = first == JsonToken.VALUE_STRING ? utf8(parser.getText()) : payload;
            parser.skipChildren();
            boolean one = first != null && parser.nextToken() == null;
            return one ? new HttpAnswer(AnswerHead.plain(JSON_TYPE), body) : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** The head in front of a streamed body, or null when it is none. */
    static AnswerHead prelude(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Reading reading = new Reading(json, parser);
            reading.readAll();
            AnswerHead head = reading.head();
            return head.isSound() ? head : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One object on its way through a parser that stands at its beginning. What does not fit throws. */
    private static final class Reading {

        private final byte[] payload;
        private final JsonParser parser;
        private Integer status;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> cookies = new ArrayList<>();
        private byte[] body = NOTHING;
        private boolean base64;

        Reading(byte[] payload, JsonParser parser) {
            this.payload = payload;
            this.parser = parser;
        }

        HttpAnswer answer() throws IOException {
            if (!saysStatus()) {
                return new HttpAnswer(AnswerHead.plain(JSON_TYPE), payload);
            }
            try (JsonParser again = JSON.createParser(payload)) {
                again.nextToken();
                Reading reading = new Reading(payload, again);
                reading.readAll();
                AnswerHead head = reading.head();
                byte[] body = reading.base64 ? LenientBase64.decode(reading.body) : reading.body;
                return head.isSound() ? new HttpAnswer(head, body) : null;
            }
        }

        private boolean saysStatus() throws IOException {
            boolean says = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                says |= parser.currentName().equals("statusCode");
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("More than one value");
            }
            return says;
        }

        void readAll() throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "statusCode" -> status = number();
                    case "headers" -> readHeaders(value);
                    case "cookies" -> readCookies(value);
                    case "body" -> body = readBody(value);
                    case "isBase64Encoded" -> base64 = value == JsonToken.VALUE_TRUE;
                    default -> parser.skipChildren();
                }
            }
        }

        AnswerHead head() {
            return new AnswerHead(status == null ? 200 : status, headers, cookies);
        }

        private int number() throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> parser.getIntValue();
                case VALUE_STRING -> Integer.parseInt(parser.getText());
                default -> throw new IllegalArgumentException("No status code");
            };
        }

        private void readHeaders(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return;
            }
            require(value == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token != JsonToken.VALUE_NULL) {
                    headers.put(name, text());
                }
            }
        }

        /** A value as AWS writes it into a header: {@code [a, b]} of an array, <code>{a=b}</code> of an object. */
        private String text() throws IOException {
            return switch (parser.currentToken()) {
                case START_ARRAY -> {
                    StringJoiner items = new StringJoiner(", ", "[", "]");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        items.add(text());
                    }
                    yield items.toString();
                }
                case START_OBJECT -> {
                    StringJoiner fields = new StringJoiner(", ", "{", "}");
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String name = parser.currentName();
                        parser.nextToken();
                        fields.add(name + "=" + text());
                    }
                    yield fields.toString();
                }
                default -> parser.getText();
            };
        }

        private void readCookies(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return;
            }
            require(value == JsonToken.START_ARRAY);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(parser.currentToken() == JsonToken.VALUE_STRING);
                cookies.add(parser.getText());
            }
        }

        /** A string, or whatever JSON there is as it stands. */
        private byte[] readBody(JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return NOTHING;
            }
            if (value.isScalarValue()) {
                return utf8(parser.getText());
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            return Arrays.copyOfRange(
                    payload, from, (int) parser.currentLocation().getByteOffset());
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException("Not payload format 2.0");
            }
        }
    }
}
