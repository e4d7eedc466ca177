package dev.davit.gateway.store;

import dev.davit.gateway.async.Delivery;
import dev.davit.gateway.async.Progress;
import dev.davit.gateway.async.QueuedEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.PublishOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** An event that the server has handed out and waits to hear of. */
final class JetStreamDelivery implements Delivery {

    private static final Logger LOG = Logger.getLogger(JetStreamDelivery.class);
    private static final Duration TRY_AGAIN = Duration.ofMillis(500);
    private static final long ANSWER_MILLIS = 2000;
    private static final int WRONG_LAST_SEQUENCE = 10071;
    private static final int NO_SUCH_MESSAGE = 10057;
    private static final int MOST_UNANSWERED = 20;

    private final QueuedEvent queued;
    private final String ack;
    private final long sequence;
    private final int count;
    private final Means means;
    private int unanswered;
    private volatile JetStreamDelivery next;

    /** What deliveries work with; {@code settled} is told of each that is. */
    record Means(NatsLink link, QueueThread thread, Consumer<JetStreamDelivery> settled) {}

    JetStreamDelivery(QueuedEvent queued, Message message, Means means) {
        this.queued = queued;
        this.ack = message.getReplyTo();
        this.sequence = message.metaData().streamSequence();
        this.count = (int) Math.min(Integer.MAX_VALUE, message.metaData().deliveredCount());
        this.means = means;
    }

    /** The event in the state that replaced another, not handed out: there is nothing to acknowledge. */
    private JetStreamDelivery(QueuedEvent queued, long sequence, Means means) {
        this.queued = queued;
        this.ack = null;
        this.sequence = sequence;
        this.count = 1;
        this.means = means;
    }

    @Override
    public Delivery next() {
        return next;
    }

    @Override
    public QueuedEvent queued() {
        return queued;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void later(Duration pause) {
        means.settled.accept(this);
        means.thread.run(() -> say("-NAK {\"delay\": " + pause.toNanos() + "}"));
    }

    @Override
    public void ignore() {
        means.settled.accept(this);
    }

    /** Still at work: the server is not to hand it to another. */
    void working() {
        say("+WPI");
    }

    /** Nobody works on it any more. */
    void giveBack() {
        say("-NAK");
    }

    private void say(String word) {
        Connection connection = means.link.current();
        if (connection != null && ack != null) {
            connection.publish(ack, bytes(word));
        }
    }

    @Override
    public CompletionStage<Settlement> done() {
        CompletableFuture<Settlement> settlement = new CompletableFuture<>();
        means.thread.run(() -> acknowledge(settlement));
        return settlement;
    }

    private void acknowledge(CompletableFuture<Settlement> settlement) {
        if (ack == null) {
            delete(settlement);
            return;
        }
        Connection connection = means.link.current();
        if (connection == null) {
            again(() -> acknowledge(settlement));
            return;
        }
        connection
                .request(ack, bytes("+ACK"))
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure == null && !answer.isStatusMessage()) {
                        settle(settlement, Settlement.SETTLED);
                    } else {
                        again(() -> delete(settlement));
                    }
                });
    }

    /** A server that was killed may not know any more that it handed the event out, and hears no acknowledgement of it. */
    private void delete(CompletableFuture<Settlement> settlement) {
        Connection connection = means.link.current();
        if (connection == null) {
            again(() -> delete(settlement));
            return;
        }
        connection
                .request(Names.DELETE_EVENT, bytes("{\"seq\":" + sequence + ",\"no_erase\":true}"))
                .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure == null && !answer.isStatusMessage() && isGone(answer)) {
                        settle(settlement, Settlement.SETTLED);
                    } else if (++unanswered >= MOST_UNANSWERED) {
                        settle(settlement, Settlement.STALE);
                    } else {
                        again(() -> acknowledge(settlement));
                    }
                });
    }

    private static boolean isGone(Message answer) {
        String text = new String(answer.getData(), StandardCharsets.UTF_8);
        return text.contains("\"success\":true") || text.contains("\"err_code\":" + NO_SUCH_MESSAGE);
    }

    @Override
    public CompletionStage<Settlement> replace(Progress progress) {
        CompletableFuture<Settlement> settlement = new CompletableFuture<>();
        QueuedEvent moved = new QueuedEvent(queued.event(), progress);
        Message message = EventMessages.write(moved);
        means.thread.run(() -> replace(moved, message, settlement));
        return settlement;
    }

    /** The event's subject holds one message: writing the next state takes the place of this one, if it is still the last. */
    private void replace(QueuedEvent moved, Message message, CompletableFuture<Settlement> settlement) {
        Connection connection = means.link.current();
        if (connection == null) {
            again(() -> replace(moved, message, settlement));
            return;
        }
        try {
            PublishOptions options = PublishOptions.builder()
                    .expectedStream(Names.EVENTS)
                    .expectedLastSubjectSequence(sequence)
                    .messageId(queued.event().requestId() + "/" + sequence)
                    .build();
            connection
                    .jetStream()
                    .publishAsync(message, options)
                    .orTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((written, failure) -> {
                        if (failure == null || isStale(failure)) {
                            say("+ACK");
                            next = failure == null ? new JetStreamDelivery(moved, written.getSeqno(), means) : null;
                            settle(settlement, failure == null ? Settlement.SETTLED : Settlement.STALE);
                        } else {
                            LOG.debugf(
                                    failure,
                                    "event %s is written again",
                                    queued.event().requestId());
                            again(() -> replace(moved, message, settlement));
                        }
                    });
        } catch (IOException | IllegalStateException e) {
            again(() -> replace(moved, message, settlement));
        }
    }

    private static boolean isStale(Throwable failure) {
        return Failures.root(failure) instanceof JetStreamApiException e && e.getApiErrorCode() == WRONG_LAST_SEQUENCE;
    }

    private void again(Runnable attempt) {
        means.thread.after(TRY_AGAIN, attempt);
    }

    private void settle(CompletableFuture<Settlement> settlement, Settlement how) {
        means.settled.accept(this);
        settlement.complete(how);
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
