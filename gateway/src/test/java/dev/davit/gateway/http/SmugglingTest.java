package dev.davit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is malformed, and what two readers could read in two ways, is refused on both ports and ends its connection: no
 * second request comes out of it, nobody is taken for somebody else, and who behaves meanwhile notices nothing.
 */
class SmugglingTest {

    private static final Collection<String> SMUGGLED = new ConcurrentLinkedQueue<>();
    private static final AtomicBoolean STOP = new AtomicBoolean();
    private static final AtomicInteger WELL_SERVED = new AtomicInteger();
    private static final Collection<String> DISTURBED = new ConcurrentLinkedQueue<>();

    private static final List<Socket> SLOW = new ArrayList<>();

    private static Testbed testbed;
    private static Thread neighbour;

    /** A port, a request's head on it without the end, and a request that nobody should find behind it. */
    enum Port {
        INVOKE,
        RUNTIME;

        int number() {
            return this == INVOKE ? testbed.invokePort() : testbed.runtimePort();
        }

        String host() {
            return this == INVOKE ? "x" : Testbed.host("echo-a");
        }

        String line() {
            return this == INVOKE
                    ? "POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\n"
                    : "POST /2018-06-01/runtime/invocation/none/response HTTP/1.1\r\n";
        }

        String head() {
            return line() + "Host: " + host() + "\r\n" + caller();
        }

        String caller() {
            return this == INVOKE ? "X-Test-Caller: team-a\r\n" : "";
        }

        String smuggled() {
            return this == INVOKE
                    ? head() + "Content-Length: 10\r\n\r\n\"smuggled\""
                    : "GET /2018-06-01/ping HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
        }
    }

    @BeforeAll
    static void start() throws IOException {
        testbed = Testbed.start();
        RevisionEntry echo = testbed.imageFunction("echo", 5);
        testbed.environment(echo.poolKey(), "echo-a", event -> {
            if (event.text().contains("smuggled")) {
                SMUGGLED.add(event.text());
            }
            return FakeRuntime.Reply.response(event.text());
        });
        dawdle();
        neighbour = Thread.ofVirtual().start(SmugglingTest::behave);
    }

    /** Calls over one connection that is kept, for as long as the others do what they do. */
    private static void behave() {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            while (!STOP.get()) {
                String event = "{\"good\":" + WELL_SERVED.get() + "}";
                PlainHttp.Answer answer = http.send(
                        "POST",
                        "/2015-03-31/functions/echo/invocations",
                        Map.of("X-Test-Caller", Testbed.NAMESPACE),
                        event);
                if (answer.status() != 200 || !answer.text().equals(event)) {
                    DISTURBED.add(answer.status() + " " + answer.text());
                }
                WELL_SERVED.incrementAndGet();
            }
        } catch (RuntimeException e) {
            DISTURBED.add(e.toString());
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        STOP.set(true);
        neighbour.join();
        testbed.close();
        assertThat(DISTURBED).isEmpty();
        assertThat(WELL_SERVED.get()).isPositive();
    }

    @BeforeEach
    void forgetWhatTheOthersCalled() {
        SMUGGLED.clear();
    }

    /** An attack on a port. */
    record Attack(String name, Port port, String bytes) {
        @Override
        public String toString() {
            return name + ", " + port;
        }
    }

    static List<Attack> refused() {
        List<Attack> all = new ArrayList<>();
        for (Port port : Port.values()) {
            MalformedHttp.of(port).forEach((name, bytes) -> all.add(new Attack(name, port, bytes)));
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedAndEndsItsConnection(Attack attack) {
        RawHttp heard = RawHttp.send(attack.port().number(), attack.bytes());

        assertThat(heard.closed()).as(attack + ": " + heard.text()).isTrue();
        assertThat(heard.answers()).as(heard.text()).isLessThanOrEqualTo(1);
        if (heard.answers() == 1) {
            assertThat(heard.status() >= 400 && heard.status() < 500 || heard.status() == 501 || heard.status() == 505)
                    .as(heard.text())
                    .isTrue();
        }
        assertThat(SMUGGLED).isEmpty();
        assertThat(heard.text()).doesNotContain("smuggled", "pong");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWellFormedIsServedOnTheSameConnection(Port port) {
        String rest = "Content-Length: 2\r\n\r\n{}";
        String chunked = "Transfer-Encoding: Chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n";
        RawHttp heard = RawHttp.send(
                port.number(),
                "\r\n" + port.head() + rest + port.head() + chunked + port.head() + rest + port.smuggled());

        assertThat(heard.closed()).isFalse();
        assertThat(heard.answers()).as(heard.text()).isEqualTo(4);
        assertThat(heard.text()).endsWith(port == Port.INVOKE ? "\"smuggled\"" : "pong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/2015-03-31/functions/../functions/echo/invocations",
                "/2015-03-31/functions/x/../echo/invocations",
                "/2015-03-31/functions/./echo/invocations",
                "/2015-03-31/functions/%2e%2e/invocations",
                "/2015-03-31/functions/echo/invocations/..",
                "/2015-03-31/functions/echo%2finvocations",
                "/2015-03-31/functions/echo%00/invocations",
                "/2015-03-31/functions/echo%0d%0aX-Test-Caller:%20x/invocations",
                "/2015-03-31/functions/echo%/invocations",
                "/2015-03-31%2ffunctions/echo/invocations",
                "/%32015-03-31/functions/echo/invocations",
                "//2015-03-31/functions/echo/invocations",
                "//other/2015-03-31/functions/echo/invocations",
                "/2015-03-31/functions//echo/invocations",
                "/2015-03-31/functions/echo/invocations;x",
                "/2015-03-31/functions/echo/invocations#x",
                "/2015-03-31\\functions/echo/invocations",
                "/lambda-url/../2015-03-31/functions/echo/invocations",
                "/2018-06-01/runtime/../runtime/invocation/next",
                "/2018-06-01/runtime/invocation/%6eext",
                "/2018-06-01/runtime/invocation/none/../x/response",
                "/2018-06-01/runtime/invocation/none%2fresponse",
                "//2018-06-01/ping",
                "/2026-11-01/code/../../etc/passwd",
                "/2026-11-01/code/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/2026-11-01/environment/./next"
            })
    void aPathIsWhatItIsAndLeadsNowhereElse(String path) {
        for (Port port : Port.values()) {
            for (String method : List.of("GET", "POST")) {
                RawHttp heard = RawHttp.send(
                        port.number(),
                        method + " " + path + " HTTP/1.1\r\nConnection: close\r\nHost: " + port.host() + "\r\n"
                                + port.caller() + "Content-Length: 10\r\n\r\n\"smuggled\"");
                assertThat(heard.status())
                        .as(method + " on " + port + ": " + heard.text())
                        .isBetween(400, 404);
                assertThat(heard.answers()).isEqualTo(1);
            }
        }
        assertThat(SMUGGLED).isEmpty();
    }

    @Test
    void whoDoesNotComeToTheEndOfAHeadLosesTheConnection() throws IOException {
        for (Socket slow : SLOW) {
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> RawHttp.listen(slow)
                    .closed());
            slow.close();
        }
    }

    /** Half a head on each port, ended in the line, between lines and in a field. */
    private static void dawdle() throws IOException {
        for (Port port : Port.values()) {
            for (String start : List.of("P", port.head(), port.head() + "X: ")) {
                Socket socket = RawHttp.open(port.number());
                socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
                SLOW.add(socket);
            }
        }
    }
}
