package dev.davit.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.testbed.FakeRuntime.Reply;
import dev.davit.gateway.testbed.PlainHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P1-P4: gateways come, go and die under load. */
@Timeout(120)
class SeveralGatewaysTest {

    private static final int NAMESPACES = 8;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Fleet fleet = new Fleet();

    @AfterEach
    void close() {
        fleet.close();
    }

    private static String team(int i) {
        return "team-" + i;
    }

    private List<RevisionEntry> teams() {
        return IntStream.range(0, NAMESPACES)
                .mapToObj(i -> fleet.function(team(i), "echo", null))
                .toList();
    }

    @Test
    void anyGatewayAnswersForAnyNamespace() {
        fleet.add("a");
        fleet.add("b");
        fleet.add("c");
        List<RevisionEntry> teams = teams();
        teams.forEach(team -> fleet.environment(team, "echo-a", event -> Reply.response(event.text())));
        for (String gateway : List.of("a", "b", "c")) {
            for (int i = 0; i < NAMESPACES; i++) {
                PlainHttp.Answer answer = Fleet.invoke(fleet.gateway(gateway), team(i), "echo", "{\"i\":" + i + "}");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo("{\"i\":" + i + "}");
                assertThat(answer.header("x-amz-executed-version")).isEqualTo("$LATEST");
                assertThat(answer.header("x-amzn-requestid")).isNotBlank();
            }
        }
        assertThat(Fleet.invoke(fleet.gateway("a"), team(1), "nothing", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void aRelayedAnswerOfAUrlHasEachHeaderOnce() {
        fleet.add("a");
        fleet.add("b");
        fleet.environment(fleet.function(team(0), "shop", null), "shop-a", event -> Reply.response("1"));
        var cors = new UrlEntry.Cors(
                true, List.of(), List.of("GET"), List.of("https://shop.example.com"), List.of("ETag"), 600);
        var url = new UrlEntry(new FunctionKey(team(0), "shop"), "shop", null, true, false, cors);
        fleet.url(url);
        byte[] request = PlainHttp.request(
                "GET",
                "/",
                Map.of(
                        "Host", url.id() + ".lambda-url.us-east-1.davit.local",
                        "Origin", "https://shop.example.com",
                        "Connection", "close"),
                null);
        for (String gateway : List.of("a", "b")) {
            try (PlainHttp http = PlainHttp.to(fleet.gateway(gateway).invokePort())) {
                http.write(request);
                assertThat(http.rest().toLowerCase(Locale.ROOT))
                        .startsWith("http/1.1 200")
                        .containsOnlyOnce("\r\naccess-control-allow-origin: https://shop.example.com")
                        .containsOnlyOnce("\r\naccess-control-allow-credentials: true")
                        .containsOnlyOnce("\r\naccess-control-expose-headers: etag")
                        .containsOnlyOnce("\r\nvary: origin")
                        .containsOnlyOnce("\r\ndate: ");
            }
        }
    }

    @Test
    void reservedConcurrencyIsExactAcrossGateways() throws Exception {
        fleet.add("a");
        fleet.add("b");
        fleet.add("c");
        RevisionEntry limited = fleet.function(team(0), "limited", 2);
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            fleet.environment(limited, "limited-" + i, event -> {
                running.incrementAndGet();
                await(over);
                return Reply.response("1");
            });
        }
        List<CompletableFuture<PlainHttp.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            calls.add(later(team(0), "limited"));
        }
        Awaitility.await()
                .until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 28);
        assertThat(running).hasValue(2);
        over.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<PlainHttp.Answer> call : calls) {
            statuses.add(call.get(10, TimeUnit.SECONDS).status());
        }
        assertThat(statuses).filteredOn(s -> s == 200).hasSize(2);
        assertThat(statuses).filteredOn(s -> s == 429).hasSize(28);
    }

    private CompletableFuture<PlainHttp.Answer> later(String namespace, String function) {
        return CompletableFuture.supplyAsync(() -> fleet.invoke(namespace, function, "{}"), run -> Thread.ofVirtual()
                .start(run));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** P4: what is at work when its namespace moves is answered, counted meanwhile, and its environment is used again. */
    @Test
    void whatIsAtWorkIsAnsweredByWhoHandedItOut() throws Exception {
        fleet.add("a");
        List<RevisionEntry> teams = teams();
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        List<Fleet.Environment> environments = new ArrayList<>();
        for (RevisionEntry team : teams) {
            environments.add(fleet.environment(team, "echo-a", event -> {
                if (event.text().contains("wait")) {
                    running.incrementAndGet();
                    await(over);
                }
                return Reply.response(event.text());
            }));
        }
        List<CompletableFuture<PlainHttp.Answer>> calls = IntStream.range(0, NAMESPACES)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> fleet.invoke(team(i), "echo", "\"wait " + i + "\""),
                        run -> Thread.ofVirtual().start(run)))
                .toList();
        Awaitility.await().until(() -> running.get() == NAMESPACES);
        fleet.add("b");
        fleet.add("c");
        Awaitility.await().until(() -> fleet.gateway("b").inFlight() == 0);
        over.countDown();
        for (int i = 0; i < NAMESPACES; i++) {
            assertThat(calls.get(i).get(10, TimeUnit.SECONDS).text()).isEqualTo("\"wait " + i + "\"");
        }
        for (int i = 0; i < NAMESPACES; i++) {
            assertThat(fleet.invoke(team(i), "echo", "\"again\"").text()).isEqualTo("\"again\"");
        }
        assertThat(environments).allSatisfy(each -> assertThat(each.connections)
                .as("the runtime has not noticed")
                .hasValue(1));
    }

    /** Issue's words: rolling restart and scale 1 -> 3 -> 2 under load lose nothing. */
    @Test
    void scalingAndRollingUnderLoadLoseNothing() throws Exception {
        fleet.add("a");
        List<RevisionEntry> teams = teams();
        Map<String, String> served = new ConcurrentHashMap<>();
        Queue<String> twice = new ConcurrentLinkedQueue<>();
        for (RevisionEntry team : teams) {
            for (int i = 0; i < 3; i++) {
                fleet.environment(team, "echo-" + i, event -> {
                    String id = event.header("lambda-runtime-aws-request-id");
                    if (served.put(event.text(), id) != null) {
                        twice.add(event.text() + " " + id);
                    }
                    return Reply.response(event.text());
                });
            }
        }
        AtomicBoolean stop = new AtomicBoolean();
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicInteger answered = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            int caller = c;
            callers.add(Thread.ofVirtual().start(() -> call(caller, stop, wrong, answered)));
        }
        waitForMore(answered, 300);
        fleet.add("b");
        fleet.add("c");
        waitForMore(answered, 300);
        fleet.remove("b", GRACE);
        waitForMore(answered, 300);
        fleet.add("d");
        fleet.remove("a", GRACE);
        fleet.add("e");
        fleet.remove("c", GRACE);
        waitForMore(answered, 300);
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(twice).isEmpty();
        assertThat(served).hasSize(answered.get());
    }

    private static void waitForMore(AtomicInteger answered, int more) {
        int target = answered.get() + more;
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> answered.get() >= target);
    }

    /** A client with a connection that it keeps until it is told to close it. */
    private void call(int caller, AtomicBoolean stop, Queue<String> wrong, AtomicInteger answered) {
        int n = 0;
        while (!stop.get()) {
            try (PlainHttp http = PlainHttp.to(fleet.any().invokePort())) {
                boolean close = false;
                while (!stop.get() && !close) {
                    String body = "\"" + caller + " " + n++ + "\"";
                    PlainHttp.Answer answer = http.send(
                            "POST",
                            "/2015-03-31/functions/echo/invocations",
                            Map.of("X-Test-Caller", team(caller % NAMESPACES)),
                            body);
                    if (answer.status() != 200 || !answer.text().equals(body)) {
                        wrong.add(answer.status() + " " + answer.text());
                    }
                    answered.incrementAndGet();
                    close = "close".equals(answer.header("connection"));
                }
            } catch (UncheckedIOException e) {
                wrong.add("connection lost: " + e.getMessage());
            }
        }
    }

    /** A killed gateway loses what it had under way, tells no lie about it, and the others go on with its environments. */
    @Test
    void othersGoOnAfterAKill() throws Exception {
        fleet.add("a");
        fleet.add("b");
        List<RevisionEntry> teams = teams();
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        for (RevisionEntry team : teams) {
            fleet.environment(team, "echo-a", event -> {
                if (event.text().contains("wait")) {
                    running.incrementAndGet();
                    await(over);
                }
                return Reply.response(event.text());
            });
        }
        Gateway survivor = fleet.gateway("b");
        List<CompletableFuture<PlainHttp.Answer>> calls = IntStream.range(0, NAMESPACES)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Fleet.invoke(survivor, team(i), "echo", "\"wait\""),
                        run -> Thread.ofVirtual().start(run)))
                .toList();
        Awaitility.await().until(() -> running.get() == NAMESPACES);
        fleet.kill("a");
        over.countDown();
        int lost = 0;
        for (CompletableFuture<PlainHttp.Answer> call : calls) {
            PlainHttp.Answer answer = call.get(20, TimeUnit.SECONDS);
            if (answer.status() == 500) {
                assertThat(answer.header("x-amzn-errortype")).isEqualTo("ServiceException");
                lost++;
            } else {
                assertThat(answer.text()).isEqualTo("\"wait\"");
            }
        }
        assertThat(lost).isBetween(1, NAMESPACES - 1);
        for (int i = 0; i < NAMESPACES; i++) {
            assertThat(fleet.invoke(team(i), "echo", "\"again\"").text()).isEqualTo("\"again\"");
        }
        for (RevisionEntry team : teams) {
            assertThat(fleet.pool(team.poolKey()).retire()).isEmpty();
        }
    }

    /** What callers say in the replicas' own headers is neither believed nor passed on, and the port wants its token. */
    @Test
    void nobodyElseSpeaksForAReplica() {
        Gateway gateway = fleet.add("a");
        RevisionEntry echo = fleet.function(team(0), "echo", null);
        fleet.environment(echo, "echo-a", event -> Reply.response(event.text()));
        try (PlainHttp http = PlainHttp.to(gateway.peerPort())) {
            assertThat(http.send("POST", "/claim", Map.of(), "{}").status()).isEqualTo(403);
            assertThat(http.send("POST", "/claim", Map.of("Davit-Peer-Token", "x"), "{}")
                            .status())
                    .isEqualTo(403);
        }
        try (PlainHttp http = PlainHttp.to(gateway.runtimePort())) {
            assertThat(http.send("GET", "/2018-06-01/runtime/invocation/next", Map.of("Davit-Peer-Api", "runtime"), "")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(fleet.invoke(team(0), "echo", "{}").status()).isEqualTo(200);
    }
}
