package dev.davit.gateway.http.balance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.testbed.PlainHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load balancer answers itself. */
class OwnAnswersHttpTest extends EntryFixture {

    private PlainHttp.Answer raw(PlainHttp http, String request) {
        return http.send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void traceIsNotAllowed() {
        serve(new Action.Fixed(200, null, "fine"));
        PlainHttp.Answer answer = send("TRACE", "/", Map.of(), null);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Server")).isEqualTo("awselb/2.0");
    }

    @Test
    void moreThanThirtyAddressesAreTooMany() {
        serve(new Action.Fixed(200, null, "fine"));
        String thirty = String.join(", ", Collections.nCopies(30, "192.0.2.1"));
        assertThat(send("GET", "/", Map.of("X-Forwarded-For", thirty), null).status())
                .isEqualTo(200);
        assertThat(send("GET", "/", Map.of("X-Forwarded-For", thirty + ", 192.0.2.1"), null)
                        .status())
                .isEqualTo(463);
    }

    @Test
    void ownAnswersHaveADateAndAwsWords() {
        serve(new Action.Fixed(200, "text/plain", "fine"));
        PlainHttp.Answer fixed = get("/");
        assertThat(fixed.header("Date")).endsWith(" GMT");
        assertThat(fixed.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        serve(to());
        org.awaitility.Awaitility.await().until(() -> get("/").status() == 503);
        PlainHttp http = connect();
        http.write("GET / HTTP/1.1\r\nHost: x\r\nConnection: TE, close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(http.rest()).startsWith("HTTP/1.1 503 Service Temporarily Unavailable\r\n");
    }

    @Test
    void aPodsDateIsItsOwn() {
        serve(to(Pod.saying("HTTP/1.1 200 OK\r\nDate: yesterday\r\nContent-Length: 0\r\n\r\n")));
        assertThat(get("/").header("Date")).isEqualTo("yesterday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TE, close", "close, TE", "keep-alive, close"})
    void aClientThatAsksForTheEndOfItsConnectionGetsIt(String options) {
        serve(to(Pod.saying(Pod.ok("here"))));
        PlainHttp http = connect();
        assertThat(http.send("GET", "/", Map.of("Connection", options), null).text())
                .isEqualTo("here");
        assertThat(http.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX : a\r\n\r\n"})
    void whatCannotBeReadIs400AndTheLastOfItsConnection(String request) {
        serve(new Action.Fixed(200, null, "fine"));
        PlainHttp http = connect();
        http.write(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(http.rest())
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .containsIgnoringCase("server: awselb/2.0\r\n")
                .containsIgnoringCase("connection: close\r\n")
                .containsIgnoringCase("date: ")
                .contains("<title>400 Bad Request</title>");
    }

    @Test
    void longLinesAndHeadsAreToldApart() {
        serve(new Action.Fixed(200, null, "fine"));
        String line = "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(raw(connect(), line).status()).isEqualTo(414);
        String head = "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(70_000) + "\r\n\r\n";
        assertThat(raw(connect(), head).status()).isEqualTo(400);
    }

    @Test
    void aClientThatSendsLessThanItSaidIs408() {
        Action.Forward forward = to(Pod.of((head, socket) -> true));
        feed.put(new LoadBalancerEntry(
                new ElbKey(NAMESPACE, lb), Duration.ofSeconds(1), LoadBalancerEntry.Forwarded.APPEND, false, false));
        serve(forward);
        PlainHttp http = connect();
        assertThat(raw(http, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
                        .status())
                .isEqualTo(408);
        assertThat(http.isClosed()).isTrue();
    }
}
