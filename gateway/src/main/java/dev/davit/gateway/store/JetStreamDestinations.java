package dev.davit.gateway.store;

import dev.davit.gateway.async.Destinations;
import dev.davit.gateway.async.Target;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Destinations that are subjects: written durably, below the prefix of the account, told apart by their ids. */
public final class JetStreamDestinations implements Destinations {

    private static final long PATIENCE_MILLIS = 5000;

    private final NatsLink link;
    private final QueueThread thread;

    JetStreamDestinations(NatsLink link, QueueThread thread) {
        this.link = link;
        this.thread = thread;
    }

    @Override
    public CompletionStage<Sent> send(Target target, Message message) {
        CompletableFuture<Sent> result = new CompletableFuture<>();
        if (target instanceof Target.Subject subject) {
            thread.run(() -> publish(subject, message, result));
        } else {
            result.complete(new Sent.Failed("only subjects can be reached here", true));
        }
        return result;
    }

    private void publish(Target.Subject subject, Message message, CompletableFuture<Sent> result) {
        Connection connection = link.current();
        if (connection == null) {
            result.complete(new Sent.Failed(link.problem(), false));
            return;
        }
        Headers headers = new Headers();
        message.attributes().forEach((name, value) -> headers.put(name, value));
        NatsMessage made = NatsMessage.builder()
                .subject(Names.destination(subject.account(), subject.subject()))
                .headers(headers)
                .data(message.body())
                .build();
        PublishOptions options = PublishOptions.builder()
                .expectedStream(Names.DESTINATIONS)
                .messageId(message.id())
                .build();
        try {
            connection
                    .jetStream()
                    .publishAsync(made, options)
                    .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((written, failure) ->
                            result.complete(failure == null ? new Sent.Delivered() : failed(failure)));
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            result.complete(failed(e));
        }
    }

    private static Sent failed(Throwable failure) {
        Throwable cause = Failures.root(failure);
        boolean tooLarge = cause instanceof IllegalArgumentException
                || cause instanceof JetStreamApiException e && e.getErrorCode() == 400;
        return new Sent.Failed(String.valueOf(cause.getMessage()), tooLarge);
    }
}
