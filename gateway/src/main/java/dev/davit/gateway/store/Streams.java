package dev.davit.gateway.store;

import dev.davit.gateway.catalog.FunctionKey;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The streams and consumers: made when they are not there, as this version wants them. On the queue's thread. */
final class Streams {

    /** Delayed events count as pending, too: so many of one function may wait for their retry before newer ones wait for them. */
    private static final long MOST_PENDING = 10_000;

    private static final Duration DUPLICATES = Duration.ofMinutes(2);
    private static final Duration KEEP_RECORDS = Duration.ofDays(14);
    private static final int NOT_FOUND = 404;
    private static final double FULL = 0.9;

    private final NatsSettings settings;
    private final Set<FunctionKey> consumers = new HashSet<>();
    private volatile boolean full;

    Streams(NatsSettings settings) {
        this.settings = settings;
    }

    /** Makes the streams and finds the functions that have a consumer. */
    Set<FunctionKey> setUp(Connection connection) throws IOException, JetStreamApiException {
        JetStreamManagement management = connection.jetStreamManagement();
        put(management, events());
        put(management, destinations());
        Set<FunctionKey> functions = functions(connection);
        look(connection);
        return functions;
    }

    /** Finds the functions that have a consumer. */
    Set<FunctionKey> functions(Connection connection) throws IOException, JetStreamApiException {
        JetStreamManagement management = connection.jetStreamManagement();
        consumers.clear();
        for (ConsumerInfo info : management.getConsumers(Names.EVENTS)) {
            FunctionKey function =
                    Names.function(info.getConsumerConfiguration().getDescription());
            if (function != null) {
                consumers.add(function);
            }
        }
        return Set.copyOf(consumers);
    }

    private static void put(JetStreamManagement management, StreamConfiguration wanted)
            throws IOException, JetStreamApiException {
        try {
            management.getStreamInfo(wanted.getName());
        } catch (JetStreamApiException e) {
            if (e.getErrorCode() != NOT_FOUND) {
                throw e;
            }
            management.addStream(wanted);
            return;
        }
        management.updateStream(wanted);
    }

    private StreamConfiguration events() {
        return StreamConfiguration.builder()
                .name(Names.EVENTS)
                .description("Davit: asynchronous invocations that have not ended")
                .subjects(Names.EVENT_SUBJECTS)
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.WorkQueue)
                .discardPolicy(DiscardPolicy.New)
                .maxMessagesPerSubject(1)
                .maxBytes(settings.maxBytes())
                .duplicateWindow(DUPLICATES)
                .replicas(settings.replicas())
                .build();
    }

    private StreamConfiguration destinations() {
        return StreamConfiguration.builder()
                .name(Names.DESTINATIONS)
                .description("Davit: records and dead letters for subjects, 14 days")
                .subjects(Names.DESTINATION_SUBJECTS)
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.New)
                .maxAge(KEEP_RECORDS)
                .maxBytes(Math.max(1, settings.maxBytes() / 2))
                .duplicateWindow(DUPLICATES)
                .replicas(settings.replicas())
                .build();
    }

    /** Makes sure that what is written for a function can be handed out. */
    void ensure(Connection connection, FunctionKey function) throws IOException, JetStreamApiException {
        if (!consumers.contains(function)) {
            connection.jetStreamManagement().addOrUpdateConsumer(Names.EVENTS, consumer(function));
            consumers.add(function);
        }
    }

    /** Its consumer is not there any more, says the server. */
    void forget(FunctionKey function) {
        consumers.remove(function);
    }

    private ConsumerConfiguration consumer(FunctionKey function) {
        return ConsumerConfiguration.builder()
                .durable(Names.consumer(function))
                .description(Names.description(function))
                .filterSubject(Names.subjects(function))
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(settings.ackWait())
                .maxAckPending(MOST_PENDING)
                .maxDeliver(-1)
                .build();
    }

    /** Looks how full the stream is: what is left is for the states of events that are in it. */
    void look(Connection connection) throws IOException, JetStreamApiException {
        long bytes = connection
                .jetStreamManagement()
                .getStreamInfo(Names.EVENTS)
                .getStreamState()
                .getByteCount();
        full = bytes >= settings.maxBytes() * FULL;
    }

    /** Whether no more is to be accepted. */
    boolean isFull() {
        return full;
    }
}
