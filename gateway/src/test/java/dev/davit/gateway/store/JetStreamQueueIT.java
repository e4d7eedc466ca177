package dev.davit.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.async.Delivery;
import dev.davit.gateway.async.Destinations.Message;
import dev.davit.gateway.async.Destinations.Sent;
import dev.davit.gateway.async.InvocationQueue;
import dev.davit.gateway.async.InvocationQueue.Written;
import dev.davit.gateway.async.Progress;
import dev.davit.gateway.async.Target;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.testkit.nats.NatsServer;
import dev.davit.testkit.nats.WithNats;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue's port on a real server, one call at a time. */
@WithNats
class JetStreamQueueIT {

    private static final FunctionKey ECHO = EventWorker.ECHO;

    @TempDir
    private Path folder;

    private NatsServer server;
    private Consumer consumer;

    @BeforeEach
    void start() {
        server = NatsServer.start(folder, null);
        consumer = new Consumer(settings(64 << 20));
    }

    @AfterEach
    void stop() {
        consumer.queue.close();
        server.close();
    }

    private NatsSettings settings(long maxBytes) {
        return new NatsSettings(server.url(), 1, maxBytes, Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** Asks for one event after the other and keeps what comes. */
    private static final class Consumer implements InvocationQueue.Receiver {
        final JetStreamInvocationQueue queue;
        final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

        Consumer(NatsSettings settings) {
            this(settings, NatsCredentials.NONE);
        }

        Consumer(NatsSettings settings, NatsCredentials credentials) {
            queue = new JetStreamInvocationQueue(settings, () -> credentials);
            queue.start(this);
        }

        @Override
        public void lane(FunctionKey function) {
            queue.ask(function, 100);
        }

        @Override
        public void received(Delivery delivery) {
            deliveries.add(delivery);
        }

        @Override
        public void ended(FunctionKey function) {
            queue.ask(function, 100);
        }

        Written add(String id) {
            return queue.add(EventWorker.event(id, "{\"n\":1}"))
                    .toCompletableFuture()
                    .join();
        }

        /** Adds it as soon as the connection is there. */
        Written addWhenUp(String id) {
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> add(id), w -> true);
        }

        Delivery next() {
            try {
                Delivery next = deliveries.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("a delivery").isNotNull();
                return next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Delivery.Settlement done(Delivery delivery) {
        return delivery.done().toCompletableFuture().join();
    }

    private long stored() {
        return asked(management ->
                management.getStreamInfo(Names.EVENTS).getStreamState().getMsgCount());
    }

    private interface Question<T> {
        T ask(JetStreamManagement management) throws IOException, JetStreamApiException;
    }

    private <T> T asked(Question<T> question) {
        try {
            Connection connection = Nats.connect(server.url());
            try {
                return question.ask(connection.jetStreamManagement());
            } finally {
                connection.close();
            }
        } catch (IOException | JetStreamApiException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void handsOutWhatWasAddedAndForgetsWhatIsDone() {
        assertThat(consumer.addWhenUp("a")).isEqualTo(Written.NEW);
        consumer.lane(ECHO);
        Delivery delivery = consumer.next();
        assertThat(delivery.count()).isEqualTo(1);
        assertThat(delivery.queued().event().requestId()).isEqualTo("a");
        assertThat(done(delivery)).isEqualTo(Delivery.Settlement.SETTLED);
        assertThat(stored()).isZero();
    }

    @Test
    void anEventThatIsAddedTwiceIsThereOnce() {
        consumer.addWhenUp("a");
        assertThat(consumer.add("a")).isEqualTo(Written.DUPLICATE);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void anAcceptedEventSurvivesTheDeathOfServerAndClient() {
        consumer.addWhenUp("a");
        server.kill();
        consumer.queue.close();
        server.start();
        consumer = new Consumer(settings(64 << 20));
        assertThat(consumer.next().queued().event().requestId()).isEqualTo("a");
    }

    @Test
    void aNextStateTakesThePlaceOfTheLastEvenIfAllDies() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        consumer.next().replace(new Progress(1, 5, null)).toCompletableFuture().join();
        assertThat(stored()).isEqualTo(1);
        server.kill();
        server.start();
        Delivery again = consumer.next();
        assertThat(again.queued().progress()).isEqualTo(new Progress(1, 5, null));
    }

    @Test
    void aNextStateCanBeGoneOnWithBeforeItIsHandedOut() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery first = consumer.next();
        assertThat(first.next()).isNull();
        first.replace(new Progress(1, 5, null)).toCompletableFuture().join();
        Delivery second = first.next();
        assertThat(second.queued().progress()).isEqualTo(new Progress(1, 5, null));
        second.replace(new Progress(2, 5, null)).toCompletableFuture().join();
        assertThat(stored()).isEqualTo(1);
        assertThat(done(second.next())).isEqualTo(Delivery.Settlement.SETTLED);
        assertThat(stored()).isZero();
    }

    @Test
    void aStateIsWrittenAlthoughTheServerDiesMeanwhile() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery delivery = consumer.next();
        server.kill();
        var replaced = delivery.replace(new Progress(1, 5, null)).toCompletableFuture();
        server.start();
        assertThat(replaced.join()).isEqualTo(Delivery.Settlement.SETTLED);
        // A server that was killed may hand out once more what it had handed out.
        Delivery next = consumer.next();
        int errors = next.queued().progress().errors();
        assertThat(errors == 1 ? errors : consumer.next().queued().progress().errors())
                .isEqualTo(1);
    }

    @Test
    void anEndIsAcknowledgedAlthoughTheServerDiesMeanwhile() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery delivery = consumer.next();
        server.kill();
        var done = delivery.done().toCompletableFuture();
        server.start();
        assertThat(done.join()).isEqualTo(Delivery.Settlement.SETTLED);
        assertThat(stored()).isZero();
    }

    @Test
    void whoeverComesLateCannotChangeAnEvent() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery late = consumer.next();
        late.later(Duration.ZERO);
        Delivery next = consumer.next();
        next.replace(new Progress(1, 0, null)).toCompletableFuture().join();
        assertThat(late.replace(new Progress(7, 0, null)).toCompletableFuture().join())
                .isEqualTo(Delivery.Settlement.STALE);
        assertThat(consumer.next().queued().progress().errors()).isEqualTo(1);
    }

    @Test
    void putsAnEventBackForAWhile() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery first = consumer.next();
        long began = System.nanoTime();
        first.later(Duration.ofMillis(1500));
        Delivery second = consumer.next();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(1400));
        assertThat(second.count()).isEqualTo(2);
    }

    @Test
    void holdsWhatIsWorkedOnForLongerThanTheServerWouldWait() {
        consumer.addWhenUp("a");
        consumer.lane(ECHO);
        Delivery slow = consumer.next();
        Awaitility.await()
                .during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(6))
                .until(consumer.deliveries::isEmpty);
        assertThat(done(slow)).isEqualTo(Delivery.Settlement.SETTLED);
    }

    @Test
    void failsLoudlyWhileTheServerIsDown() {
        consumer.addWhenUp("a");
        server.kill();
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(problem(consumer, "b", "{}")).contains("is lost");
        });
        server.start();
        assertThat(consumer.addWhenUp("c")).isEqualTo(Written.NEW);
    }

    @Test
    void failsLoudlyWhenTheQueueIsFull() {
        consumer.queue.close();
        consumer = new Consumer(settings(1 << 20));
        consumer.addWhenUp("first");
        String full = null;
        for (int i = 0; i < 20 && full == null; i++) {
            full = problem(consumer, "big-" + i, "\"" + "x".repeat(200_000) + "\"");
        }
        assertThat(full).matches(".*(maximum bytes exceeded|the queue is full).*");
    }

    private static String problem(Consumer consumer, String id, String body) {
        try {
            consumer.queue
                    .add(EventWorker.event(id, body))
                    .toCompletableFuture()
                    .join();
            return null;
        } catch (CompletionException e) {
            return e.getCause().getMessage();
        }
    }

    @Test
    void takesTheLargestEvent() {
        consumer.addWhenUp("a");
        assertThat(problem(consumer, "large", "\"" + "x".repeat(1_048_574) + "\""))
                .isNull();
    }

    @Test
    void needsTheServersToken(@TempDir Path other) {
        try (NatsServer guarded = NatsServer.start(other, "k123")) {
            NatsSettings settings =
                    new NatsSettings(guarded.url(), 1, 64 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5));
            Consumer stranger = new Consumer(settings, NatsCredentials.NONE);
            Consumer friend = new Consumer(
                    settings, new NatsCredentials(Map.of("token", "k123".getBytes(StandardCharsets.UTF_8))));
            assertThat(friend.addWhenUp("a")).isEqualTo(Written.NEW);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(problem(stranger, "b", "{}")).containsIgnoringCase("auth");
            });
            stranger.queue.close();
            friend.queue.close();
        }
    }

    @Test
    void aSubjectGetsARecordOnceBelowItsAccount() {
        consumer.addWhenUp("a");
        Target target = new Target.Subject("123456789012", "orders.failed");
        Message record =
                new Message("id:destination", Map.of("ErrorCode", "200"), "{}".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 2; i++) {
            assertThat(consumer.queue
                            .destinations()
                            .send(target, record)
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Sent.Delivered.class);
        }
        long records = asked(
                all -> all.getStreamInfo(Names.DESTINATIONS).getStreamState().getMsgCount());
        assertThat(records).isEqualTo(1);
        String subject = "davit.destination.123456789012.orders.failed";
        MessageInfo last = asked(all -> all.getLastMessage(Names.DESTINATIONS, subject));
        assertThat(last.getHeaders().getFirst("ErrorCode")).isEqualTo("200");
    }
}
