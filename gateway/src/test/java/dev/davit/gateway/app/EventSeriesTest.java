package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.meter.AsyncMeter;
import dev.davit.gateway.meter.AsyncMeter.End;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class EventSeriesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMeter meter = new MicrometerMeter(registry);
    private final FunctionKey echo = new FunctionKey("team-a", "echo");

    private double count(String name) {
        return registry.get("davit.lambda." + name).counter().count();
    }

    @Test
    void countsEventsUnderTheFunctionsName() {
        AsyncMeter events = meter.events(echo);
        assertThat(meter.events(echo)).isSameAs(events);
        events.received();
        events.age(1500);
        events.deadLetterError();
        events.destinationFailure();
        events.recursionDropped();
        events.duplicate();
        assertThat(count("async.events.received")).isEqualTo(1);
        assertThat(count("dead.letter.errors")).isEqualTo(1);
        assertThat(count("destination.delivery.failures")).isEqualTo(1);
        assertThat(count("recursive.invocations.dropped")).isEqualTo(1);
        assertThat(count("async.events.duplicates")).isEqualTo(1);
        assertThat(registry.get("davit.lambda.async.event.age")
                        .tag("function", "echo")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void everyEndButSuccessIsADroppedEvent() {
        AsyncMeter events = meter.events(echo);
        for (End end : End.values()) {
            events.ended(end);
        }
        assertThat(count("async.events.dropped")).isEqualTo(3);
        assertThat(registry.get("davit.lambda.async.events.ended")
                        .tag("end", "dead-lettered")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void forgetsAFunctionThatIsGone() {
        meter.events(echo).received();
        meter.forget(echo);
        assertThat(registry.getMeters()).isEmpty();
    }
}
