package dev.davit.gateway.async;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pure: what destinations and dead-letter targets are told, as AWS writes it. */
final class Records {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_MESSAGE = 1024;

    private Records() {}

    /** A destination's record, version 1.0. */
    static Destinations.Message record(Event event, Conclusion conclusion) {
        StringBuilder head = new StringBuilder(512);
        head.append("{\"version\":\"1.0\",\"timestamp\":\"")
                .append(TIME.format(Instant.ofEpochMilli(conclusion.endedMillis())))
                .append("\",\"requestContext\":{\"requestId\":");
        text(head, event.requestId());
        head.append(",\"functionArn\":");
        text(head, event.qualifiedArn());
        head.append(",\"condition\":\"")
                .append(conclusion.ending().condition())
                .append("\",\"approximateInvokeCount\":")
                .append(conclusion.invocations())
                .append("},\"requestPayload\":");
        ByteArrayOutputStream record = new ByteArrayOutputStream(event.payload().length + 1024);
        record.writeBytes(utf8(head));
        record.writeBytes(event.payload());
        if (conclusion.version() != null) {
            record.writeBytes(utf8(response(conclusion)));
            record.writeBytes(json(conclusion.response()));
        } else if (conclusion.statusCode() == Rules.NOT_FOUND) {
            record.writeBytes(utf8(",\"responseContext\":{\"statusCode\":404}"));
        }
        record.write('}');
        return new Destinations.Message(event.requestId() + ":destination", Map.of(), record.toByteArray());
    }

    private static StringBuilder response(Conclusion conclusion) {
        StringBuilder context = new StringBuilder(128);
        context.append(",\"responseContext\":{\"statusCode\":")
                .append(conclusion.statusCode())
                .append(",\"executedVersion\":");
        text(context, conclusion.version());
        if (conclusion.ending() != Ending.SUCCEEDED) {
            context.append(",\"functionError\":\"Unhandled\"");
        }
        return context.append("},\"responsePayload\":");
    }

    /** A dead letter: the event itself, and why in attributes. */
    static Destinations.Message deadLetter(Event event, Conclusion conclusion) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("RequestID", event.requestId());
        attributes.put("ErrorCode", Integer.toString(conclusion.statusCode()));
        attributes.put("ErrorMessage", ascii(message(event, conclusion)));
        return new Destinations.Message(event.requestId() + ":dead-letter", attributes, event.payload());
    }

    private static String message(Event event, Conclusion conclusion) {
        if (conclusion.response() == null) {
            return unanswered(event, conclusion);
        }
        String found = errorMessage(conclusion.response());
        return found == null ? new String(conclusion.response(), StandardCharsets.UTF_8) : found;
    }

    private static String unanswered(Event event, Conclusion conclusion) {
        return switch (conclusion.statusCode()) {
            case Rules.NOT_FOUND -> "Function not found: " + event.qualifiedArn();
            case Rules.RECURSION ->
                "The event's chain of invocations passed through the function more than " + Lineage.MOST_TURNS
                        + " times.";
            case Rules.THROTTLED -> "Rate Exceeded.";
            default -> "The event exceeded its maximum age.";
        };
    }

    private static String errorMessage(byte[] response) {
        try (JsonParser parser = JSON.createParser(response)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("errorMessage") && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The first kilobyte, fit for a header. */
    private static String ascii(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && plain.length() < LONGEST_MESSAGE; i++) {
            char c = text.charAt(i);
            plain.append(c < ' ' ? ' ' : c < 127 ? c : '?');
        }
        return plain.toString().strip();
    }

    /** An answer as JSON: itself when it is, else as a text; null when there is none. */
    private static byte[] json(byte[] answer) {
        if (answer == null || answer.length == 0) {
            return utf8("null");
        }
        if (isJson(answer)) {
            return answer;
        }
        StringBuilder quoted = new StringBuilder(answer.length + 16);
        text(quoted, new String(answer, StandardCharsets.UTF_8));
        return utf8(quoted);
    }

    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
