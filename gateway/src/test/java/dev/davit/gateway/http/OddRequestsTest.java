package dev.davit.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.testbed.FakeRuntime;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that are HTTP and odd all the same: each of them is answered, and nobody waits for ever. */
class OddRequestsTest {

    private static final String[] PIECES = {
        "%",
        "%zz",
        "%2",
        "%00",
        "%2F",
        "%25",
        "%C3",
        "+",
        ";",
        "&",
        "=",
        "&&",
        "==",
        "?",
        ":",
        "::",
        "..",
        ".",
        "/",
        "//",
        "~",
        "*",
        "$LATEST",
        "$",
        "a",
        "0",
        "-1",
        "99999999999999999999",
        "arn:aws:lambda:",
        "function:",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "e30=",
        "====",
        "null",
        "true",
        ",",
        ";q=",
        "text/",
        "/plain",
        "charset=",
        "Root=",
        "1-2-3",
        "00-",
        "é",
        "\u0080",
        "=;",
        "; "
    };

    private static final String[] HEADERS = {
        "X-Amz-Invocation-Type",
        "X-Amz-Log-Type",
        "X-Amz-Client-Context",
        "X-Amzn-Trace-Id",
        "traceparent",
        "tracestate",
        "Content-Type",
        "Cookie",
        "Origin",
        "Access-Control-Request-Method",
        "Access-Control-Request-Headers",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "User-Agent",
        "Accept",
        "X-Amz-Target",
        "X-Davit-Namespace",
        "Authorization",
        "X-Amz-Date",
        "Range",
        "If-None-Match",
        "X-Amz-Tenant-Id"
    };

    private static Testbed testbed;
    private static UrlEntry url;

    enum Door {
        INVOKE("POST", "/2015-03-31/functions/echo%s/invocations?Qualifier=%s"),
        STREAM("POST", "/2021-11-15/functions/echo%s/response-streaming-invocations?Qualifier=%s"),
        ASYNC("POST", "/2014-11-13/functions/echo%s/invoke-async/?%s"),
        URL("POST", "/a%s?b=%s"),
        PREFLIGHT("OPTIONS", "/a%s?b=%s"),
        URL_BY_PATH("GET", "/lambda-url/{url}/%s?%s"),
        READ("GET", "/2015-03-31/functions/echo%s?Qualifier=%s"),
        LIST("GET", "/2015-03-31/functions?Marker=%s&MaxItems=%s"),
        TAGS("GET", "/2017-03-31/tags/%s?%s"),
        ECS("POST", "/%s?%s");

        private final String method;
        private final String target;

        Door(String method, String target) {
            this.method = method;
            this.target = target;
        }
    }

    @BeforeAll
    static void start() {
        testbed = Testbed.start();
        RevisionEntry echo = testbed.imageFunction("echo", 3);
        testbed.environment(echo.poolKey(), "echo-a", event -> FakeRuntime.Reply.response("{}"));
        url = new UrlEntry(
                new FunctionKey(Testbed.NAMESPACE, "echo"),
                "echo",
                null,
                true,
                false,
                new UrlEntry.Cors(true, List.of("*"), List.of("*"), List.of("*"), List.of("*"), 5));
        testbed.gateway().feed().put(url);
    }

    @AfterAll
    static void stop() {
        testbed.close();
    }

    private static String odd(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static byte[] request(Door door, Random random) {
        boolean atUrl = door == Door.URL || door == Door.PREFLIGHT;
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", atUrl ? url.id() + ".lambda-url." + Testbed.REGION + "." + Testbed.URL_DOMAIN : "davit");
        headers.put("X-Test-Caller", Testbed.NAMESPACE);
        if (door == Door.ECS) {
            headers.put("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.RunTask");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(HEADERS[random.nextInt(HEADERS.length)], odd(random, 4).strip());
        }
        String target =
                door.target.replace("{url}", url.id()).formatted(printable(odd(random, 3)), printable(odd(random, 5)));
        byte[] body = door.method.equals("POST") ? odd(random, 5).getBytes(StandardCharsets.UTF_8) : null;
        return PlainHttp.request(door.method, target, headers, body);
    }

    /** A request line has no letters beyond ASCII, and no space. */
    private static String printable(String text) {
        return text.replaceAll("[^!-~]", "%20");
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void isAnsweredWhateverItIs(Door door) {
        List<String> unanswered = new ArrayList<>();
        for (int seed = 0; seed < 300; seed++) {
            byte[] request = request(door, new Random(seed));
            try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
                http.write(request);
                assertThat(http.receive().status()).isBetween(200, 599);
            } catch (RuntimeException e) {
                unanswered.add(e + ": " + new String(request, StandardCharsets.UTF_8));
            }
        }
        assertThat(unanswered).isEmpty();
    }
}
