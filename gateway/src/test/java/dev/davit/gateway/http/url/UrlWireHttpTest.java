package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests to a function's URL that are no HTTP, or more of it than functions are given. */
class UrlWireHttpTest {

    private static final AtomicReference<PlainHttp.Answer> SEEN = new AtomicReference<>();

    private static Testbed testbed;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        RevisionEntry hello = new Urls(testbed).open("Hello", false);
        testbed.environment(hello.poolKey(), "hello-a", event -> {
            SEEN.set(event);
            return FakeRuntime.Reply.response("{\"statusCode\":201}");
        });
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static JsonNode event() {
        try {
            return new ObjectMapper().readTree(SEEN.get().text());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertUnreadable(String name, byte[] request, int status, String message) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(request);
            PlainHttp.Answer answer = http.receive();
            assertThat(answer.status()).as(name).isEqualTo(status);
            assertThat(answer.header("Content-Type")).as(name).isEqualTo("application/json");
            assertThat(answer.header("x-amzn-RequestId")).as(name).hasSize(36);
            assertThat(answer.text()).as(name).isEqualTo("{\"message\":\"" + message + "\"}");
        }
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredInJson() {
        assertUnreadable(
                "line",
                Urls.request("GET", "Hello", "/?q=" + "x".repeat(8192), Map.of(), null),
                414,
                "The request line is longer than 8192 bytes: send less in the path and the query, and more in the body.");
        assertUnreadable(
                "headers",
                Urls.request("GET", "Hello", "/", Map.of("X-Long", "x".repeat(33_000)), null),
                431,
                "The headers take more than 32768 bytes: send fewer.");
        assertUnreadable(
                "two ways to read it",
                Urls.request("POST", "Hello", "/", Map.of("Transfer-Encoding", "gzip, chunked"), null),
                400,
                "The request has a transfer coding that is not served");
    }

    @Test
    void trailersOfARequestAreDroppedAndTheNextRequestOfTheConnectionIsUnharmed() {
        String head = "POST /a HTTP/1.1\r\nHost: " + Urls.host("Hello") + "\r\nContent-Type: text/plain\r\n"
                + "Transfer-Encoding: chunked\r\nTrailer: X-Check, X-Two\r\n\r\n";
        String body = "3\r\nhel\r\n2\r\nlo\r\n0\r\nX-Check: 1\r\nX-Two: GET / HTTP/1.1\r\n\r\n";
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(http.receive().status()).isEqualTo(201);
            JsonNode first = event();
            assertThat(first.get("body").asText()).isEqualTo("hello");
            assertThat(first.get("headers").has("trailer")).isFalse();
            assertThat(first.get("headers").has("x-check")).isFalse();
            assertThat(first.get("headers").has("x-two")).isFalse();
            http.write(Urls.request("POST", "Hello", "/b", Map.of("Content-Type", "text/plain"), "second"));
            assertThat(http.receive().status()).isEqualTo(201);
            assertThat(event().get("rawPath").asText()).isEqualTo("/b");
            assertThat(event().get("body").asText()).isEqualTo("second");
        }
    }

    private static JsonNode parameters(String query) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(Urls.request("GET", "Hello", "/?" + query, Map.of(), null));
            assertThat(http.receive().status()).as(query).isEqualTo(201);
        }
        assertThat(event().get("rawQueryString").asText()).isEqualTo(query);
        return event().get("queryStringParameters");
    }

    @Test
    void aQueryThatIsOddIsGivenAsItIs() {
        assertThat(parameters("a=1;b=2").toString()).isEqualTo("{\"a\":\"1;b=2\"}");
        assertThat(parameters("a=%zz&b=100%").toString()).isEqualTo("{\"a\":\"%zz\",\"b\":\"100%\"}");
        assertThat(parameters("a&b=&=c").toString()).isEqualTo("{\"\":\"c\",\"a\":\"\",\"b\":\"\"}");
        String many = IntStream.range(0, 1500).mapToObj(n -> "p" + n).collect(Collectors.joining("&"));
        assertThat(parameters(many)).hasSize(1500);
    }
}
