package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.testbed.CountingMeter;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.StreamingRuntime;
import dev.davit.gateway.testbed.Testbed;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers of a function's URL get, and what their functions are given. */
class FunctionUrlHttpTest {

    private static final CountingMeter METER = new CountingMeter();
    private static final String FAILED = "Internal Server Error";
    private static final AtomicReference<PlainHttp.Answer> SEEN = new AtomicReference<>();

    private static Testbed testbed;
    private static Urls urls;

    @BeforeAll
    static void start() {
        testbed = Testbed.start(Observers.NONE, METER, null);
        urls = new Urls(testbed);
        RevisionEntry hello = urls.open("Hello", false);
        testbed.environment(hello.poolKey(), "hello-a", event -> {
            SEEN.set(event);
            return FakeRuntime.Reply.response("{\"statusCode\":201,\"headers\":{\"X-A\":\"b\",\"Content-Type\":"
                    + "\"text/plain\",\"Date\":\"never\",\"Content-Length\":\"1\"},\"cookies\":[\"a=1\",\"b=2\"],"
                    + "\"body\":\"hej\"}");
        });
    }

    /** As CloudWatch does, those that its function never saw included. */
    @Test
    void requestsAreCountedByTheirAnswers() {
        int good = METER.of("url 2xx");
        int bad = METER.of("url 5xx");
        assertThat(urls.get("Hello", "/").status()).isEqualTo(201);
        assertThat(METER.of("url 2xx")).isEqualTo(good + 1);
        assertThat(answered("Odd", FakeRuntime.Reply.response("{\"statusCode\":\"none\"}"))
                        .status())
                .isEqualTo(502);
        assertThat(METER.of("url 5xx")).isEqualTo(bad + 1);
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

    private static PlainHttp.Answer answered(String function, FakeRuntime.Reply reply) {
        RevisionEntry revision = urls.open(function, false);
        testbed.environment(revision.poolKey(), function.toLowerCase() + "-a", event -> reply);
        return urls.get(function, "/");
    }

    @Test
    void aRequestBecomesAnEventOfFormatTwo() {
        PlainHttp.Answer answer = urls.send(
                "POST",
                "Hello",
                "/a%20b/c?x=1&x=2&y=%26",
                Map.of("Content-Type", "application/json", "Cookie", "c=3; d=4", "User-Agent", "probe"),
                "{\"n\":1}");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode event = event();
        assertThat(event.get("version").asText()).isEqualTo("2.0");
        assertThat(event.get("routeKey").asText()).isEqualTo("$default");
        assertThat(event.get("rawPath").asText()).isEqualTo("/a%20b/c");
        assertThat(event.get("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%26");
        assertThat(event.get("queryStringParameters").toString()).isEqualTo("{\"x\":\"1,2\",\"y\":\"&\"}");
        assertThat(event.get("cookies").toString()).isEqualTo("[\"c=3\",\"d=4\"]");
        assertThat(event.get("body").asText()).isEqualTo("{\"n\":1}");
        assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
        JsonNode headers = event.get("headers");
        assertThat(headers.get("host").asText()).isEqualTo(Urls.host("Hello"));
        assertThat(headers.get("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
        assertThat(headers.get("x-forwarded-proto").asText()).isEqualTo("http");
        assertThat(headers.get("x-amzn-trace-id").asText()).startsWith("Root=1-");
        JsonNode context = event.get("requestContext");
        assertThat(context.get("accountId").asText()).isEqualTo("anonymous");
        assertThat(context.get("apiId").asText()).isEqualTo(Urls.id("Hello"));
        assertThat(context.get("domainName").asText()).isEqualTo(Urls.host("Hello"));
        assertThat(context.get("domainPrefix").asText()).isEqualTo(Urls.id("Hello"));
        assertThat(context.get("authorizer")).isNull();
        assertThat(context.get("http").toString())
                .isEqualTo("{\"method\":\"POST\",\"path\":\"/a%20b/c\",\"protocol\":\"HTTP/1.1\","
                        + "\"sourceIp\":\"127.0.0.1\",\"userAgent\":\"probe\"}");
        assertThat(context.get("requestId").asText()).isEqualTo(answer.header("x-amzn-RequestId"));
        assertThat(context.get("stage").asText()).isEqualTo("$default");
        assertThat(context.get("time").asText()).matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(context.get("timeEpoch").isNumber()).isTrue();
        assertThat(SEEN.get().header("Lambda-Runtime-Invoked-Function-Arn")).endsWith(":function:Hello");
    }

    @Test
    void aRequestWithoutABodyHasNone() {
        urls.get("Hello", "/?");
        assertThat(event().has("body")).isFalse();
        assertThat(event().get("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event().has("queryStringParameters")).isFalse();
        assertThat(event().has("cookies")).isFalse();
    }

    @Test
    void aBinaryBodyIsBase64() {
        urls.send("PUT", "Hello", "/", Map.of("Content-Type", "image/png"), "\u00ff\u0000");
        assertThat(event().get("body").asText()).isEqualTo("/wA=");
        assertThat(event().get("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void anAnswerOfFormatTwoIsAnHttpResponse() {
        PlainHttp.Answer answer = urls.get("Hello", "/");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("hej");
        assertThat(answer.header("X-A")).isEqualTo("b");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answer.header("Set-Cookie")).isEqualTo("b=2"); // of two, the last one read
        assertThat(answer.header("x-amzn-Remapped-Date")).isEqualTo("never");
        assertThat(answer.header("Content-Length")).isEqualTo("3");
        assertThat(answer.header("X-Amzn-Trace-Id")).startsWith("Root=1-");
    }

    @Test
    void theSameIsThereByPath() {
        String path = "/lambda-url/" + Urls.id("Hello");
        for (String uri : new String[] {path, path + "/", path + "?a=1", path + "/a/b?a=1"}) {
            assertThat(urls.send("GET", "Hello", uri, Map.of("Host", "gateway:9000"), null)
                            .status())
                    .as(uri)
                    .isEqualTo(201);
            assertThat(event().get("rawPath").asText()).isEqualTo(uri.contains("/a/b") ? "/a/b" : "/");
            assertThat(event().get("requestContext").get("domainName").asText()).isEqualTo(Urls.host("Hello"));
        }
    }

    @Test
    void hostsAreTakenInAnyCaseAndWithAnyPort() {
        assertThat(urls.send(
                                "GET",
                                "Hello",
                                "/",
                                Map.of("Host", Urls.host("Hello").toUpperCase() + ":8443"),
                                null)
                        .status())
                .isEqualTo(201);
        assertThat(urls.send("GET", "Hello", "/", Map.of("Host", Urls.host("Hello") + ".:8443"), null)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatIsNoSuchAnswerIsInferred() {
        assertThat(answered("inferred", FakeRuntime.Reply.response("\"hello\"")).text())
                .isEqualTo("hello");
        PlainHttp.Answer json = answered("json", FakeRuntime.Reply.response("{\"a\":1}"));
        assertThat(json.text()).isEqualTo("{\"a\":1}");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void functionErrorsAndMalformedAnswersAre502() {
        for (FakeRuntime.Reply reply : new FakeRuntime.Reply[] {
            FakeRuntime.Reply.error("{\"errorType\":\"E\"}"),
            FakeRuntime.Reply.response("{\"statusCode\":\"x\"}"),
            FakeRuntime.Reply.response("no json"),
            FakeRuntime.Reply.response("{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nc: d\"}}")
        }) {
            PlainHttp.Answer answer = answered("bad" + System.identityHashCode(reply), reply);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).isEqualTo(FAILED);
        }
    }

    @Test
    void largeBodiesGoBothWaysUpToTheLimit() {
        RevisionEntry echo = urls.open("echo", false);
        testbed.environment(
                echo.poolKey(),
                "echo-a",
                event -> FakeRuntime.Reply.response("\"" + event.text().length() + "\""));
        Map<String, String> text = Map.of("Content-Type", "text/plain");
        PlainHttp.Answer answer = urls.send("POST", "echo", "/", text, "x".repeat(6_000_000));
        assertThat(Integer.parseInt(answer.text())).isGreaterThan(6_000_000);
        PlainHttp.Answer over = urls.send("POST", "echo", "/", text, "x".repeat(6_291_500));
        assertThat(over.status()).isEqualTo(413);
        PlainHttp.Answer inflated = urls.send("POST", "echo", "/", Map.of(), "x".repeat(5_000_000));
        assertThat(inflated.status()).isEqualTo(413);
        assertThat(inflated.header("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
        RevisionEntry big = urls.open("big", false);
        testbed.environment(
                big.poolKey(), "big-a", event -> FakeRuntime.Reply.response("\"" + "y".repeat(5_000_000) + "\""));
        assertThat(urls.get("big", "/").body()).hasSize(5_000_000);
    }

    @Test
    void throttlingAndFunctionsThatCannotRunAreToldByStatus() {
        urls.open("failed", false);
        testbed.state("failed", FunctionState.FAILED);
        assertThat(urls.get("failed", "/").status()).isEqualTo(502);
        RevisionEntry none = urls.open("throttled", false);
        testbed.gateway()
                .feed()
                .put(new dev.davit.gateway.catalog.FunctionEntry(
                        none.function(), "throttled", FunctionState.ACTIVE, null, "throttled-1", 0));
        PlainHttp.Answer answer = urls.get("throttled", "/");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("Rate Exceeded.");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void anUnknownUrlIsForbiddenAsOnAws() {
        PlainHttp.Answer answer = urls.get("nobody", "/");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("{\"Message\":null}");
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
    }

    @Test
    void aUrlThatIsGoneIsUnknown() {
        RevisionEntry gone = urls.open("gone", false);
        testbed.environment(gone.poolKey(), "gone-a", event -> FakeRuntime.Reply.response("1"));
        assertThat(urls.get("gone", "/").status()).isEqualTo(200);
        testbed.gateway().feed().remove(Urls.entry("gone", true, false, null));
        assertThat(urls.get("gone", "/").status()).isEqualTo(403);
    }

    @Test
    void aStreamedAnswerCollectedForABufferedUrlHasItsPrelude() {
        RevisionEntry streams = urls.open("streams", false);
        testbed.pod(streams.poolKey(), "streams-a", PodPhase.RUNNING, null);
        try (StreamingRuntime runtime = StreamingRuntime.poll(testbed.runtimePort(), Testbed.host("streams-a"));
                PlainHttp caller = PlainHttp.to(testbed.invokePort())) {
            caller.write(Urls.request("GET", "streams", "/", Map.of(), null));
            runtime.begin(Prelude.CONTENT_TYPE)
                    .write("{\"statusCode\":202,\"headers\":{\"X-A\":\"b\"}}")
                    .write(new byte[8])
                    .write("body")
                    .end();
            PlainHttp.Answer answer = caller.receive();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.text()).isEqualTo("body");
            runtime.pollAgain();
            caller.write(Urls.request("GET", "streams", "/", Map.of(), null));
            runtime.begin("text/html").write("<p>").write("</p>").end();
            PlainHttp.Answer plain = caller.receive();
            assertThat(plain.text()).isEqualTo("<p></p>");
            assertThat(plain.header("Content-Type")).isEqualTo("text/html");
        }
    }

    @Test
    void aStreamedUrlPassesPiecesOnBehindTheHeadOfThePrelude() {
        RevisionEntry live = urls.open("live", true);
        testbed.pod(live.poolKey(), "live-a", PodPhase.RUNNING, null);
        try (StreamingRuntime runtime = StreamingRuntime.poll(testbed.runtimePort(), Testbed.host("live-a"));
                PlainHttp caller = PlainHttp.to(testbed.invokePort())) {
            caller.write(Urls.request("GET", "live", "/", Map.of(), null));
            runtime.begin(Prelude.CONTENT_TYPE)
                    .write("{\"statusCode\":404,\"headers\":{\"Content-Type\":\"text/html\"},\"cookies\":[\"a=1\"]}")
                    .write(new byte[8]);
            PlainHttp.Answer head = caller.head(); // before there is any of the body
            runtime.write("<p>");
            assertThat(head.status()).isEqualTo(404);
            assertThat(head.header("Content-Type")).isEqualTo("text/html");
            assertThat(head.header("Set-Cookie")).isEqualTo("a=1");
            assertThat(new String(caller.chunk())).isEqualTo("<p>");
            runtime.write("</p>");
            assertThat(new String(caller.chunk())).isEqualTo("</p>");
            assertThat(runtime.end().status()).isEqualTo(202);
            assertThat(caller.chunk()).isEmpty();
            runtime.pollAgain();
            caller.write(Urls.request("GET", "live", "/", Map.of(), null));
            runtime.begin(Prelude.CONTENT_TYPE)
                    .write("{\"statusCode\":204}")
                    .write(new byte[8])
                    .end();
            assertThat(caller.receive().status()).isEqualTo(204);
            runtime.pollAgain();
            caller.write(Urls.request("GET", "live", "/", Map.of(), null));
            runtime.begin(Prelude.CONTENT_TYPE).write("no prelude").end();
            assertThat(caller.receive().text()).isEqualTo(FAILED);
        }
    }

    @Test
    void anErrorInTheMiddleOfAStreamedUrlCutsTheConnection() {
        RevisionEntry cut = urls.open("cut", true);
        testbed.pod(cut.poolKey(), "cut-a", PodPhase.RUNNING, null);
        try (StreamingRuntime runtime = StreamingRuntime.poll(testbed.runtimePort(), Testbed.host("cut-a"))) {
            try (PlainHttp caller = PlainHttp.to(testbed.invokePort())) {
                caller.write(Urls.request("GET", "cut", "/", Map.of(), null));
                runtime.begin("text/plain").write("so far");
                assertThat(caller.head().status()).isEqualTo(200);
                assertThat(new String(caller.chunk())).isEqualTo("so far");
                runtime.fail("Error", "{\"errorType\":\"Error\"}");
                assertThatThrownBy(caller::chunk).isInstanceOf(UncheckedIOException.class);
            }
            runtime.pollAgain();
            try (PlainHttp caller = PlainHttp.to(testbed.invokePort())) {
                caller.write(Urls.request("GET", "cut", "/", Map.of(), null));
                runtime.begin("text/plain").fail("Error", "{\"errorType\":\"Error\"}");
                assertThat(caller.receive().status()).isEqualTo(502);
            }
        }
    }

    @Test
    void aStreamedUrlOfAFunctionThatDoesNotStreamAnswersAsItStands() {
        RevisionEntry once = urls.open("once", true);
        testbed.environment(
                once.poolKey(), "once-a", event -> FakeRuntime.Reply.response("{\"statusCode\":404,\"body\":\"x\"}"));
        PlainHttp.Answer answer = urls.get("once", "/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"statusCode\":404,\"body\":\"x\"}");
    }

    @Test
    void preflightsAreAnsweredWithoutTheFunction() {
        urls.with(Urls.entry("cors", false, false, Urls.CORS));
        Map<String, String> preflight =
                Map.of("Origin", "https://shop.example.com", "Access-Control-Request-Method", "POST");
        PlainHttp.Answer answer = urls.send("OPTIONS", "cors", "/", preflight, null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example.com");
        assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET,POST");
        assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type,X-Custom");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
        assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
        PlainHttp.Answer other = urls.send(
                "OPTIONS",
                "cors",
                "/",
                Map.of("Origin", "https://evil.example.com", "Access-Control-Request-Method", "POST"),
                null);
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void theUrlsCorsHeadersWinOverTheFunctions() {
        RevisionEntry shared = urls.with(Urls.entry(
                "shared",
                true,
                false,
                new dev.davit.gateway.catalog.UrlEntry.Cors(
                        false,
                        java.util.List.of(),
                        java.util.List.of("*"),
                        java.util.List.of("*"),
                        java.util.List.of("ETag"),
                        null)));
        testbed.environment(
                shared.poolKey(),
                "shared-a",
                event -> FakeRuntime.Reply.response("{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":"
                        + "\"https://other.example.com\"},\"body\":\"\"}"));
        PlainHttp.Answer answer = urls.send("GET", "shared", "/", Map.of("Origin", "https://a.example.com"), null);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void withoutCorsRulesAPreflightIsTheFunctions() {
        PlainHttp.Answer answer = urls.send(
                "OPTIONS",
                "Hello",
                "/",
                Map.of("Origin", "https://a.example.com", "Access-Control-Request-Method", "POST"),
                null);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(event().get("requestContext").get("http").get("method").asText())
                .isEqualTo("OPTIONS");
    }
}
