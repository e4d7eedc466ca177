package dev.davit.gateway.store;

import dev.davit.gateway.async.Event;
import dev.davit.gateway.async.InvocationQueue.Written;
import dev.davit.gateway.async.QueuedEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes new events: done when the server says that the event is on disk, failed when it does not say so in time. */
final class EventWrites {

    private static final Duration TRY_AGAIN = Duration.ofMillis(200);
    private static final int UNAVAILABLE = 503;

    private final NatsSettings settings;
    private final NatsLink link;
    private final QueueThread thread;
    private final Streams streams;
    private volatile String hindrance = "it is not connected yet";

    EventWrites(NatsSettings settings, NatsLink link, QueueThread thread, Streams streams) {
        this.settings = settings;
        this.link = link;
        this.thread = thread;
        this.streams = streams;
    }

    /** What keeps events from being written, or null when nothing does any more. */
    void ready(String what) {
        hindrance = what;
    }

    private record Write(Event event, Message message, long deadlineNanos, CompletableFuture<Written> result) {}

    CompletionStage<Written> add(Event event) {
        CompletableFuture<Written> result = new CompletableFuture<>();
        Message message = EventMessages.write(QueuedEvent.of(event));
        long deadline = System.nanoTime() + settings.patience().toNanos();
        thread.run(() -> attempt(new Write(event, message, deadline, result)));
        return result;
    }

    /** Written again under the same id until the time is up: the server knows an event that it has already. */
    private void attempt(Write write) {
        Connection connection = link.current();
        String problem = connection == null ? link.problem() : hindrance;
        if (problem == null && streams.isFull()) {
            problem = "the queue is full (" + settings.maxBytes() + " bytes)";
        }
        if (problem != null) {
            write.result.completeExceptionally(new IllegalStateException(problem));
            return;
        }
        long left = write.deadlineNanos - System.nanoTime();
        try {
            streams.ensure(connection, write.event.function());
            connection
                    .jetStream()
                    .publishAsync(write.message, options(write.event))
                    .orTimeout(Math.max(left, 1), TimeUnit.NANOSECONDS)
                    .whenComplete((written, failure) -> {
                        if (failure == null) {
                            write.result.complete(written.isDuplicate() ? Written.DUPLICATE : Written.NEW);
                        } else {
                            failed(write, Failures.root(failure));
                        }
                    });
        } catch (IOException | JetStreamApiException | IllegalStateException | IllegalArgumentException e) {
            failed(write, e);
        }
    }

    private static PublishOptions options(Event event) {
        return PublishOptions.builder()
                .expectedStream(Names.EVENTS)
                .messageId(event.requestId())
                .build();
    }

    private void failed(Write write, Throwable failure) {
        boolean passing = !(failure instanceof IllegalArgumentException)
                && !(failure instanceof JetStreamApiException e && e.getErrorCode() != UNAVAILABLE);
        if (passing && System.nanoTime() + TRY_AGAIN.toNanos() < write.deadlineNanos) {
            thread.after(TRY_AGAIN, () -> attempt(write));
        } else {
            write.result.completeExceptionally(new IllegalStateException(reason(failure), failure));
        }
    }

    private String reason(Throwable failure) {
        return failure instanceof TimeoutException
                ? "no confirmation within " + settings.patience().toSeconds() + " s"
                : String.valueOf(failure.getMessage());
    }
}
