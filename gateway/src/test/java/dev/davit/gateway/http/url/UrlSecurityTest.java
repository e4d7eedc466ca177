package dev.davit.gateway.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without proof of who is calling, nothing but functions whose URL says NONE can be reached, whatever is sent. */
class UrlSecurityTest {

    private static final List<String> RUN = java.util.Collections.synchronizedList(new ArrayList<>());

    private static Testbed testbed;
    private static Urls urls;

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        urls = new Urls(testbed);
        function(urls.open("open", false));
        function(urls.with(Urls.entry("closed", false, false, null)));
        function(urls.with(Urls.entry("forbidden", false, false, null)));
        function(testbed.imageFunction("private", 10));
    }

    private static void function(RevisionEntry revision) {
        testbed.environment(revision.poolKey(), revision.functionName() + "-a", event -> {
            RUN.add(revision.functionName());
            return FakeRuntime.Reply.response(
                    event.text().isEmpty() ? "1" : event.text().contains("\"rawPath\"") ? event.text() : "\"invoked\"");
        });
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    static List<String> requestsThatMayOnlyReachTheOpenFunction() {
        String open = Urls.host("open");
        String id = Urls.id("open");
        String invoke = "/2015-03-31/functions/private/invocations";
        String stream = "/2021-11-15/functions/private/response-streaming-invocations";
        List<String> requests = new ArrayList<>();
        for (String path : List.of(
                invoke,
                stream,
                "/lambda-url/" + Urls.id("closed") + "/",
                "//lambda-url/" + id + "/.." + invoke,
                "/lambda-url/" + id + "/.." + invoke,
                "/lambda-url/" + id + "/../.." + invoke,
                "/lambda-url/" + id + "/%2e%2e/%2e%2e" + invoke,
                "/lambda-url/" + id + "%2f.." + invoke,
                "/lambda-url/" + id + "\\.." + invoke,
                "/lambda-url/" + id + ";" + invoke,
                "/lambda-url/" + id + "?" + invoke,
                "/lambda-url/" + id + "#" + invoke,
                "/lambda-url/../" + invoke,
                "/lambda%2durl/" + id + invoke,
                "/lambda-url/" + Urls.id("closed").toUpperCase() + "/",
                "/./lambda-url/" + Urls.id("closed") + "/",
                "/%2e%2e" + invoke,
                invoke.replace("/functions/", "%2ffunctions%2f"),
                "http://" + open + invoke,
                "http://" + open + "/lambda-url/" + Urls.id("closed") + "/",
                "http://x" + invoke,
                "*",
                invoke + "?Host=" + open)) {
            for (String host : List.of(
                    "Host: x",
                    "Host: " + open,
                    "Host: " + open + "\r\nHost: x",
                    "Host: x\r\nHost: " + open,
                    "Host: " + open + ".",
                    "Host: " + open + ":80:90",
                    "Host: " + open + "@" + Urls.host("closed"),
                    "Host: " + Urls.host("closed"),
                    "Host: x\r\nX-Forwarded-Host: " + open,
                    "Host: x\r\nForwarded: host=" + open,
                    "Host:",
                    "X-Nothing: 1")) {
                requests.add("POST " + path + " HTTP/1.1\r\n" + host + "\r\nContent-Length: 2\r\n\r\n{}");
            }
        }
        requests.add("GET " + invoke + " HTTP/1.0\r\n\r\n");
        return requests;
    }

    @ParameterizedTest
    @MethodSource("requestsThatMayOnlyReachTheOpenFunction")
    void nothingElseIsReachableWithoutProof(String request) {
        RUN.clear();
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(request.getBytes(StandardCharsets.ISO_8859_1));
            PlainHttp.Answer answer = http.receive();
            if (answer.status() == 200) {
                assertThat(answer.text()).contains("\"apiId\":\"" + Urls.id("open") + "\"");
            } else {
                assertThat(answer.status()).isIn(400, 403, 404);
            }
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("closed"); // refused before it was a request at all
        }
        assertThat(RUN).doesNotContain("private", "closed", "forbidden");
    }

    @Test
    void theHostOfAUrlIsThatUrlsWhateverThePath() {
        RUN.clear();
        for (String path : List.of(
                "/2015-03-31/functions/private/invocations",
                "/lambda-url/" + Urls.id("closed") + "/",
                "//x/../y",
                "/%2e%2e/")) {
            PlainHttp.Answer answer = urls.send("POST", "open", path, Map.of(), "{}");
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).contains("\"rawPath\":\"" + path + "\"");
        }
        assertThat(RUN).hasSize(4).containsOnly("open");
    }

    /** A second request behind one for an open URL is judged on its own. */
    @Test
    void aRequestBehindAnOpenOneIsNotLetInByIt() {
        RUN.clear();
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            byte[] open = Urls.request("GET", "open", "/", Map.of(), null);
            byte[] invoke = PlainHttp.request(
                    "POST", "/2015-03-31/functions/private/invocations", Map.of(), new byte[] {'{', '}'});
            byte[] both = java.util.Arrays.copyOf(open, open.length + invoke.length);
            System.arraycopy(invoke, 0, both, open.length, invoke.length);
            http.write(both);
            assertThat(http.receive().status()).isEqualTo(200);
            assertThat(http.receive().status()).isEqualTo(403);
        }
        assertThat(RUN).containsExactly("open");
    }

    @Test
    void aClosedUrlWantsProofAndTheRightToInvoke() {
        PlainHttp.Answer unknown = urls.get("closed", "/");
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.text()).startsWith("{\"Message\":\"Forbidden");
        assertThat(unknown.header("x-amzn-ErrorType")).isEqualTo("AccessDeniedException");
        Map<String, String> caller = Map.of("X-Test-Caller", "team-b");
        assertThat(urls.send("GET", "closed", "/", caller, null).status()).isEqualTo(200);
        PlainHttp.Answer denied = urls.send("GET", "forbidden", "/", caller, null);
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.text()).startsWith("{\"Message\":\"Forbidden");
    }

    @Test
    void aClosedUrlTellsTheFunctionWhoCallsAndNotHowHeProvedIt() {
        PlainHttp.Answer answer = urls.send(
                "GET", "closed", "/", Map.of("X-Test-Caller", "team-b", "Authorization", "Bearer secret"), null);
        assertThat(answer.text())
                .contains("\"userArn\":\"arn:aws:iam::" + Testbed.ACCOUNT + ":user/shop\"")
                .contains("\"callerId\":\"system:serviceaccount:team-b:shop\"")
                .contains("\"accountId\":\"" + Testbed.ACCOUNT + "\"")
                .doesNotContain("secret");
    }

    @Test
    void anOpenUrlLeavesProofsToTheFunction() {
        PlainHttp.Answer answer = urls.send("GET", "open", "/", Map.of("Authorization", "Bearer own"), null);
        assertThat(answer.text()).contains("\"authorization\":\"Bearer own\"");
    }

    @Test
    void aUrlThatIsClosedLaterIsClosedAtOnce() {
        function(urls.open("turning", false));
        assertThat(urls.get("turning", "/").status()).isEqualTo(200);
        testbed.gateway().feed().put(Urls.entry("turning", false, false, null));
        assertThat(urls.get("turning", "/").status()).isEqualTo(403);
    }
}
