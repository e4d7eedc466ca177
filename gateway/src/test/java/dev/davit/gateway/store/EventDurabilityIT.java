package dev.davit.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.testkit.nats.NatsServer;
import dev.davit.testkit.nats.WithNats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asynchronous invocation on a real server, while the server and the gateway's process are killed. */
@WithNats
class EventDurabilityIT {

    private static final Outcome WELL = new Outcome.Answer(Payload.of("1"));
    private static final Outcome BADLY = new Outcome.FunctionError(Payload.of("{\"errorMessage\":\"no\"}"));
    private static final Outcome THROTTLED = new Outcome.Refused(Refusal.of(ErrorCode.THROTTLED, "Rate Exceeded."));

    @TempDir
    private Path folder;

    private NatsServer server;

    @BeforeEach
    void start() {
        server = NatsServer.start(folder, null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EventWorker worker(Function<Invocation, Outcome> function) {
        return worker(EventConfig.DEFAULT, function);
    }

    private EventWorker worker(EventConfig config, Function<Invocation, Outcome> function) {
        NatsSettings settings =
                new NatsSettings(server.url(), 1, 64 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5));
        EventWorker worker = new EventWorker(settings, config, function);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> worker.accept("warm-" + System.nanoTime()).join() == null);
        return worker;
    }

    private static void awaitEnds(EventWorker worker, int expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(worker.meter.ended())
                .as(worker.meter.toString())
                .isEqualTo(expected));
    }

    /** Accepts so many; those that were. */
    private static Set<String> accept(EventWorker worker, String prefix, int count) {
        Map<String, CompletableFuture<Refusal>> answers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            answers.put(prefix + i, worker.accept(prefix + i));
        }
        Set<String> accepted = new TreeSet<>();
        answers.forEach((id, answer) -> {
            if (answer.join() == null) {
                accepted.add(id);
            }
        });
        return accepted;
    }

    @Test
    void aThousandEventsEndOnceEachWhateverTheirFunctionDoes() {
        Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
        AtomicInteger dice = new AtomicInteger();
        try (EventWorker worker = worker(call -> {
            int number = calls.computeIfAbsent(call.requestId(), id -> new AtomicInteger())
                    .incrementAndGet();
            int face = dice.incrementAndGet();
            return face % 97 == 0 ? THROTTLED : face % 10 == 0 || number < 2 && face % 7 == 0 ? BADLY : WELL;
        })) {
            assertThat(accept(worker, "e", 1000)).hasSize(1000);
            awaitEnds(worker, 1001);
            assertThat(worker.meter.of("SUCCEEDED")).isGreaterThan(900);
            assertThat(worker.meter.of("received")).isEqualTo(1001);
            assertThat(calls).hasSize(1001);
        }
    }

    @Test
    void nothingThatWasAcceptedIsLostWhileTheServerDiesAgainAndAgain() {
        Set<String> called = ConcurrentHashMap.newKeySet();
        try (EventWorker worker = worker(call -> {
            called.add(call.requestId());
            return WELL;
        })) {
            Set<String> accepted = new TreeSet<>();
            for (int round = 0; round < 4; round++) {
                String prefix = "r" + round + "-";
                CompletableFuture<Set<String>> adding =
                        CompletableFuture.supplyAsync(() -> accept(worker, prefix, 300));
                int seen = called.size();
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> called.size() > seen);
                server.kill();
                server.start();
                accepted.addAll(adding.join());
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> worker.accept("up-" + System.nanoTime()).join() == null);
            }
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> called.containsAll(accepted));
            assertThat(accepted.size()).isGreaterThan(300);
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(worker.meter.ended())
                    .isEqualTo(called.size()));
        }
    }

    @Test
    void aRetryThatIsDueLaterSurvivesTheDeathOfBoth() {
        List<Long> calls = new ArrayList<>();
        EventConfig once = new EventConfig(1, 21_600, null, "nats:failed", null);
        try (EventWorker first = worker(once, call -> {
            if (call.requestId().equals("late")) {
                calls.add(System.nanoTime());
                return BADLY;
            }
            return WELL;
        })) {
            assertThat(first.accept("late").join()).isNull();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> calls.size() == 1);
            server.kill();
        }
        server.start();
        AtomicInteger again = new AtomicInteger();
        try (EventWorker second = worker(once, call -> {
            again.addAndGet(call.requestId().equals("late") ? 1 : 0);
            return call.requestId().equals("late") ? BADLY : WELL;
        })) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            second.meter.of("DEAD_LETTERED"))
                    .as(second.meter.toString())
                    .isEqualTo(1));
            assertThat(again.get()).isBetween(1, 2);
        }
    }

    @Test
    void aKilledGatewayLosesNothing() throws IOException, InterruptedException {
        Path calls = folder.resolve("calls");
        Set<String> accepted;
        try (EventWorker acceptor = worker(call -> THROTTLED)) {
            accepted = accept(acceptor, "k", 400);
            assertThat(accepted).hasSize(400);
        }
        int killed = 0;
        Process process = program(calls);
        while (killed < 3) {
            int before = lines(calls).size();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> lines(calls).size() > before);
            process.destroyForcibly().waitFor();
            killed++;
            process = program(calls);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> new TreeSet<>(lines(calls))
                .containsAll(accepted));
        process.destroyForcibly().waitFor();
        int twice = lines(calls).size() - new TreeSet<>(lines(calls)).size();
        assertThat(twice)
                .as("called once more than needed, by %d kills", killed)
                .isLessThan(400);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process program(Path calls) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventWorker.class.getName(),
                        server.url(),
                        calls.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker.log").toFile())
                .start();
    }
}
