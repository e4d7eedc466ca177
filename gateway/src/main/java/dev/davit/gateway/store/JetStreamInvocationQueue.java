package dev.davit.gateway.store;

import dev.davit.gateway.async.Event;
import dev.davit.gateway.async.InvocationQueue;
import dev.davit.gateway.async.QueuedEvent;
import dev.davit.gateway.catalog.FunctionKey;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Events in NATS JetStream: a stream on disk, a subject an event, a durable consumer a function. */
public final class JetStreamInvocationQueue implements InvocationQueue {

    private static final Logger LOG = Logger.getLogger(JetStreamInvocationQueue.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int HEADERS = 16 * 1024;
    private static final int USUAL_PAYLOAD = 8 << 20;

    private final NatsSettings settings;
    private final QueueThread thread = new QueueThread();
    private final NatsLink link;
    private final Streams streams;
    private final Pulls pulls = new Pulls();
    private final EventWrites writes;
    private final Set<JetStreamDelivery> unsettled = ConcurrentHashMap.newKeySet();
    private final JetStreamDelivery.Means means;
    private Receiver receiver;
    private Dispatcher dispatcher;
    private String inbox;

    /** A queue at those servers; the credentials are asked for at each connection, null while there are none. */
    public JetStreamInvocationQueue(NatsSettings settings, Supplier<NatsCredentials> credentials) {
        this.settings = settings;
        this.link = new NatsLink(settings, credentials, thread);
        this.streams = new Streams(settings);
        this.writes = new EventWrites(settings, link, thread, streams);
        this.means = new JetStreamDelivery.Means(link, thread, unsettled::remove);
    }

    /** Writes to subjects over the same connection. */
    public JetStreamDestinations destinations() {
        return new JetStreamDestinations(link, thread);
    }

    @Override
    public CompletionStage<Written> add(Event event) {
        return writes.add(event);
    }

    @Override
    public void start(Receiver to) {
        receiver = to;
        link.start(this::up);
        thread.every(SECOND, this::expire);
        thread.every(settings.ackWait().dividedBy(3), this::work);
        thread.every(SECOND.multipliedBy(5), this::look);
    }

    /** Connected, or again: whatever was asked for is forgotten by the server. */
    private void up() {
        Connection connection = link.current();
        if (connection == null) {
            return;
        }
        try {
            Set<FunctionKey> functions = streams.setUp(connection);
            if (dispatcher == null || !dispatcher.isActive() || inbox == null) {
                inbox = connection.createInbox();
                dispatcher = connection.createDispatcher(message -> thread.run(() -> received(message)));
                dispatcher.subscribe(inbox + ".>");
            }
            writes.ready(null);
            pulls.lost().forEach(receiver::ended);
            functions.forEach(receiver::lane);
        } catch (IOException | JetStreamApiException | IllegalStateException e) {
            writes.ready("JetStream at " + settings.url() + " is not ready: " + e.getMessage());
            thread.after(SECOND, this::up);
        }
    }

    @Override
    public void lookAgain() {
        thread.run(() -> {
            Connection connection = link.current();
            if (connection == null || inbox == null) {
                return; // told once it is connected
            }
            try {
                streams.functions(connection).forEach(receiver::lane);
            } catch (IOException | JetStreamApiException | IllegalStateException e) {
                LOG.debug("looking for events", e);
                thread.after(SECOND, this::lookAgain);
            }
        });
    }

    @Override
    public void ask(FunctionKey function, int most) {
        thread.run(() -> {
            Connection connection = link.current();
            if (connection == null || inbox == null) {
                thread.after(SECOND, () -> receiver.ended(function));
                return;
            }
            try {
                streams.ensure(connection, function);
                pulls.ask(connection, inbox, function, most);
            } catch (IOException | JetStreamApiException | IllegalStateException e) {
                LOG.debugf(e, "asking for events of %s", function);
                thread.after(SECOND, () -> receiver.ended(function));
            }
        });
    }

    private void received(Message message) {
        if (message.isStatusMessage()) {
            over(pulls.said(message.getSubject(), message.getStatus()));
            return;
        }
        QueuedEvent queued;
        try {
            queued = EventMessages.read(message);
        } catch (RuntimeException e) {
            LOG.warnf("a message on %s is not an event and is thrown away: %s", message.getSubject(), e.getMessage());
            link.current().publish(message.getReplyTo(), "+TERM".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        JetStreamDelivery delivery = new JetStreamDelivery(queued, message, means);
        unsettled.add(delivery);
        pulls.came(queued.event().function());
        receiver.received(delivery);
    }

    private void over(Pulls.Over over) {
        if (over == null) {
            return;
        }
        if (over.consumerGone()) {
            streams.forget(over.function());
        }
        if (over.atOnce()) {
            receiver.ended(over.function());
        } else {
            thread.after(SECOND, () -> receiver.ended(over.function()));
        }
    }

    private void expire() {
        pulls.overdue().forEach(receiver::ended);
    }

    private void work() {
        unsettled.forEach(JetStreamDelivery::working);
    }

    private void look() {
        Connection connection = link.current();
        if (connection != null) {
            try {
                streams.look(connection);
            } catch (IOException | JetStreamApiException e) {
                LOG.debug("looking at the stream", e);
            }
        }
    }

    @Override
    public int largest() {
        Connection connection = link.current();
        long server = connection == null ? USUAL_PAYLOAD : connection.getMaxPayload();
        return (int) Math.min(server <= 0 ? USUAL_PAYLOAD : server, Integer.MAX_VALUE) - HEADERS;
    }

    @Override
    public void close() {
        thread.close(
                () -> {
                    unsettled.forEach(JetStreamDelivery::giveBack);
                    link.close();
                },
                SECOND.multipliedBy(3));
    }
}
