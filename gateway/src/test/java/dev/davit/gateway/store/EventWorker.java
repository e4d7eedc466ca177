package dev.davit.gateway.store;

import dev.davit.gateway.async.AsyncInvocations;
import dev.davit.gateway.async.AsyncSettings;
import dev.davit.gateway.async.Event;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.OwnedCatalogFeed;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.testbed.CountingMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway's asynchronous part on a real queue, with a function that is a lambda; as a program of its own, to be killed. */
final class EventWorker implements AutoCloseable {

    static final FunctionKey ECHO = new FunctionKey("team-a", "echo");
    static final AsyncSettings FAST = new AsyncSettings(
            List.of(Duration.ofMillis(400), Duration.ofMillis(800)),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofMinutes(5),
            4 << 20);

    final CountingMeter meter = new CountingMeter();
    final JetStreamInvocationQueue queue;
    private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor();
    private final AsyncInvocations events;

    EventWorker(NatsSettings settings, EventConfig config, Function<Invocation, Outcome> function) {
        queue = new JetStreamInvocationQueue(settings, () -> NatsCredentials.NONE);
        Catalog catalog = new Catalog();
        CatalogFeed feed = new OwnedCatalogFeed(catalog, Runnable::run);
        feed.put(new RevisionEntry(
                new RevisionKey("team-a", "echo-1"),
                "echo",
                "$LATEST",
                "pool",
                true,
                null,
                128,
                3,
                Map.of(),
                Map.of(),
                null));
        feed.put(new FunctionEntry(ECHO, "echo", FunctionState.ACTIVE, null, "echo-1", null, config));
        feed.synced();
        events = new AsyncInvocations(
                new AsyncInvocations.Ports(
                        queue,
                        queue.destinations(),
                        catalog,
                        call -> call.complete(function.apply(call)),
                        payload -> ((Payload.Bytes) payload).array(),
                        meter,
                        Clock.system(),
                        owner,
                        "us-east-1",
                        namespace -> true,
                        Observers.NONE),
                FAST);
        events.start();
        owner.scheduleAtFixedRate(events::tick, 50, 50, TimeUnit.MILLISECONDS);
    }

    static Event event(String id, String body) {
        return new Event(
                id,
                ECHO,
                null,
                "arn:aws:lambda:us-east-1:1:function:echo",
                "Root=1-2-3",
                System.currentTimeMillis(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts an event; null when it was, else why not. */
    CompletableFuture<Refusal> accept(String id) {
        CompletableFuture<Refusal> told = new CompletableFuture<>();
        owner.execute(() -> events.accept(event(id, "{}"), told::complete));
        return told;
    }

    @Override
    public void close() {
        owner.execute(events::stop);
        owner.shutdown();
        queue.close();
    }

    /** Arguments: the server, and a file that gets a line for each call. */
    public static void main(String[] arguments) {
        Path calls = Path.of(arguments[1]);
        NatsSettings settings =
                new NatsSettings(arguments[0], 1, 64 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5));
        EventWorker worker = new EventWorker(settings, EventConfig.DEFAULT, call -> {
            write(calls, call.requestId());
            return new Outcome.Answer(Payload.of("1"));
        });
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
    }

    private static void write(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
