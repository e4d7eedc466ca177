package dev.davit.gateway.store;

import dev.davit.gateway.async.Conclusion;
import dev.davit.gateway.async.Ending;
import dev.davit.gateway.async.Event;
import dev.davit.gateway.async.Progress;
import dev.davit.gateway.async.QueuedEvent;
import dev.davit.gateway.catalog.FunctionKey;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.util.Arrays;

/** Pure: an event and its state as a message: the event is the body (an answer behind it), everything else is headers. */
final class EventMessages {

    private static final String FORMAT = "Davit-Format";
    private static final String THIS_FORMAT = "1";
    private static final String REQUEST_ID = "Davit-Request-Id";
    private static final String NAMESPACE = "Davit-Namespace";
    private static final String FUNCTION = "Davit-Function";
    private static final String QUALIFIER = "Davit-Qualifier";
    private static final String ARN = "Davit-Arn";
    private static final String TRACE = "Davit-Trace";
    private static final String ACCEPTED = "Davit-Accepted";
    private static final String ERRORS = "Davit-Errors";
    private static final String NOT_BEFORE = "Davit-Not-Before";
    private static final String ENDING = "Davit-Ending";
    private static final String ENDED = "Davit-Ended";
    private static final String INVOCATIONS = "Davit-Invocations";
    private static final String STATUS = "Davit-Status";
    private static final String VERSION = "Davit-Version";
    private static final String DESTINATION = "Davit-Destination";
    private static final String DEAD_LETTER = "Davit-Dead-Letter";
    private static final String TOLD = "Davit-Told";
    private static final String EVENT_LENGTH = "Davit-Event-Length";

    private EventMessages() {}

    static Message write(QueuedEvent queued) {
        Event event = queued.event();
        Headers headers = new Headers();
        put(headers, FORMAT, THIS_FORMAT);
        put(headers, REQUEST_ID, event.requestId());
        put(headers, NAMESPACE, event.function().namespace());
        put(headers, FUNCTION, event.function().name());
        put(headers, QUALIFIER, event.qualifier());
        put(headers, ARN, event.invokedArn());
        put(headers, TRACE, event.traceId());
        put(headers, ACCEPTED, Long.toString(event.acceptedMillis()));
        put(headers, ERRORS, Integer.toString(queued.progress().errors()));
        put(headers, NOT_BEFORE, Long.toString(queued.progress().notBeforeMillis()));
        byte[] body = event.payload();
        Conclusion conclusion = queued.progress().conclusion();
        if (conclusion != null) {
            write(headers, conclusion);
            if (conclusion.response() != null) {
                put(headers, EVENT_LENGTH, Integer.toString(body.length));
                body = both(body, conclusion.response());
            }
        }
        return NatsMessage.builder()
                .subject(Names.subject(event.function(), event.requestId()))
                .headers(headers)
                .data(body)
                .build();
    }

    private static void write(Headers headers, Conclusion conclusion) {
        put(headers, ENDING, conclusion.ending().name());
        put(headers, ENDED, Long.toString(conclusion.endedMillis()));
        put(headers, INVOCATIONS, Integer.toString(conclusion.invocations()));
        put(headers, STATUS, Integer.toString(conclusion.statusCode()));
        put(headers, VERSION, conclusion.version());
        put(headers, DESTINATION, conclusion.destination());
        put(headers, DEAD_LETTER, conclusion.deadLetter());
        put(headers, TOLD, Boolean.toString(conclusion.told()));
    }

    /** What a message says; an {@link IllegalArgumentException} when it is not one of ours. */
    static QueuedEvent read(Message message) {
        Headers headers = message.getHeaders();
        if (headers == null || !THIS_FORMAT.equals(headers.getFirst(FORMAT))) {
            throw new IllegalArgumentException("not an event of this gateway's format");
        }
        byte[] body = message.getData();
        String eventLength = get(headers, EVENT_LENGTH);
        int length = eventLength == null ? body.length : Integer.parseInt(eventLength);
        Event event = new Event(
                get(headers, REQUEST_ID),
                new FunctionKey(get(headers, NAMESPACE), get(headers, FUNCTION)),
                get(headers, QUALIFIER),
                get(headers, ARN),
                get(headers, TRACE),
                Long.parseLong(get(headers, ACCEPTED)),
                length == body.length ? body : Arrays.copyOf(body, length));
        byte[] response = eventLength == null ? null : Arrays.copyOfRange(body, length, body.length);
        return new QueuedEvent(
                event,
                new Progress(
                        Integer.parseInt(get(headers, ERRORS)),
                        Long.parseLong(get(headers, NOT_BEFORE)),
                        conclusion(headers, response)));
    }

    private static Conclusion conclusion(Headers headers, byte[] response) {
        String ending = get(headers, ENDING);
        return ending == null
                ? null
                : new Conclusion(
                        Ending.valueOf(ending),
                        Long.parseLong(get(headers, ENDED)),
                        Integer.parseInt(get(headers, INVOCATIONS)),
                        Integer.parseInt(get(headers, STATUS)),
                        get(headers, VERSION),
                        response,
                        get(headers, DESTINATION),
                        get(headers, DEAD_LETTER),
                        Boolean.parseBoolean(get(headers, TOLD)));
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void put(Headers headers, String name, String value) {
        if (value != null) {
            headers.put(name, HeaderText.encode(value));
        }
    }

    private static String get(Headers headers, String name) {
        String value = headers.getFirst(name);
        return value == null ? null : HeaderText.decode(value);
    }
}
