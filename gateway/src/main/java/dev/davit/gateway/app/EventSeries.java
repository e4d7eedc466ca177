package dev.davit.gateway.app;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.meter.AsyncMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One function's asynchronous events in a Micrometer registry. */
final class EventSeries implements AsyncMeter {

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Counter received;
    private final Counter dropped;
    private final Counter deadLetterErrors;
    private final Counter destinationFailures;
    private final Counter recursion;
    private final Counter duplicates;
    private final Timer age;
    private final Map<End, Counter> ends = new EnumMap<>(End.class);

    EventSeries(MeterRegistry registry, FunctionKey function) {
        this.registry = registry;
        this.tags = Tags.of("namespace", function.namespace(), "function", function.name());
        received = counter("davit.lambda.async.events.received", "AsyncEventsReceived: accepted and stored", tags);
        dropped = counter("davit.lambda.async.events.dropped", "AsyncEventsDropped: ended without success", tags);
        deadLetterErrors = counter(
                "davit.lambda.dead.letter.errors",
                "DeadLetterErrors: failed tries to send to a dead-letter target",
                tags);
        destinationFailures = counter(
                "davit.lambda.destination.delivery.failures",
                "DestinationDeliveryFailures: failed tries to send to a destination",
                tags);
        recursion = counter(
                "davit.lambda.recursive.invocations.dropped",
                "RecursiveInvocationsDropped: ended because their chain went round",
                tags);
        duplicates = counter(
                "davit.lambda.async.events.duplicates", "Events that were handed out once more than needed", tags);
        for (End end : End.values()) {
            ends.put(
                    end,
                    counter(
                            "davit.lambda.async.events.ended",
                            "Events that ended, by how",
                            tags.and("end", end.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
        }
        age = Timer.builder("davit.lambda.async.event.age")
                .description("AsyncEventAge: from acceptance to the function's call")
                .tags(tags)
                .register(registry);
        meters.add(age);
    }

    private Counter counter(String name, String description, Tags with) {
        Counter counter =
                Counter.builder(name).description(description).tags(with).register(registry);
        meters.add(counter);
        return counter;
    }

    void remove() {
        meters.forEach(registry::remove);
    }

    @Override
    public void received() {
        received.increment();
    }

    @Override
    public void age(long millis) {
        age.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    @Override
    public void ended(End end) {
        ends.get(end).increment();
        if (end != End.SUCCEEDED) {
            dropped.increment();
        }
    }

    @Override
    public void deadLetterError() {
        deadLetterErrors.increment();
    }

    @Override
    public void destinationFailure() {
        destinationFailures.increment();
    }

    @Override
    public void recursionDropped() {
        recursion.increment();
    }

    @Override
    public void duplicate() {
        duplicates.increment();
    }
}
