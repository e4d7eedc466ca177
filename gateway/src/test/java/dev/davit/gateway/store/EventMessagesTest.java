package dev.davit.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.davit.gateway.async.Conclusion;
import dev.davit.gateway.async.Ending;
import dev.davit.gateway.async.Event;
import dev.davit.gateway.async.Progress;
import dev.davit.gateway.async.QueuedEvent;
import dev.davit.gateway.catalog.FunctionKey;
import io.nats.client.Message;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventMessagesTest {

    private static final FunctionKey ECHO = new FunctionKey("team-a", "echo_1");

    private static Event event(String qualifier, String trace) {
        byte[] payload = "{\"a\":\"é\"}".getBytes(StandardCharsets.UTF_8);
        return new Event(
                "c9b8", ECHO, qualifier, "arn:aws:lambda:x:1:function:echo_1", trace, 1_700_000_000_123L, payload);
    }

    private static void assertSame(QueuedEvent wanted) {
        QueuedEvent got = EventMessages.read(EventMessages.write(wanted));
        assertThat(got).usingRecursiveComparison().isEqualTo(wanted);
    }

    @Test
    void readsWhatItWrote() {
        assertSame(QueuedEvent.of(event(null, "Root=1-2-3;Lineage=0011aabb:3|ffee0011:1")));
        assertSame(new QueuedEvent(event("live", null), new Progress(2, 1_700_000_060_000L, null)));
    }

    @Test
    void anAnswerStaysApartFromItsEvent() {
        for (byte[] response : new byte[][] {null, {}, "{\"b\":2}".getBytes(StandardCharsets.UTF_8)}) {
            assertSame(new QueuedEvent(
                    event("7", "Root=1"),
                    new Progress(
                            3,
                            0,
                            new Conclusion(
                                    Ending.FAILED,
                                    5,
                                    3,
                                    200,
                                    "7",
                                    response,
                                    "https://example.org/a?b=%20",
                                    "nats:dead",
                                    true))));
        }
    }

    @Test
    void anyTextFitsIntoAHeader() {
        String odd = "Root=1 %41 \r\nEvil: header \u00e9\u20ac";
        assertSame(QueuedEvent.of(event(null, odd)));
        Message message = EventMessages.write(QueuedEvent.of(event(null, odd)));
        assertThat(message.getHeaders().getFirst("Davit-Trace")).matches("[!-~]+");
    }

    @Test
    void refusesWhatIsNotAnEvent() {
        Message message =
                NatsMessage.builder().subject("davit.async.x").data("{}").build();
        assertThatThrownBy(() -> EventMessages.read(message)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreReadBack() {
        assertThat(Names.function(Names.description(ECHO))).isEqualTo(ECHO);
        assertThat(Names.function("somebody else's")).isNull();
        assertThat(Names.subject(ECHO, "id")).matches("davit\\.async\\.[0-9]{12}\\.echo_1\\.id");
        assertThat(Names.consumer(ECHO)).matches("[0-9]{12}_echo_1");
    }
}
