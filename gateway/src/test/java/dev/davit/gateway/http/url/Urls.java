package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.testbed.PlainHttp;
import dev.davit.gateway.testbed.Testbed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions with URLs in a testbed, and requests to them. */
final class Urls {

    static final UrlEntry.Cors CORS = new UrlEntry.Cors(
            true,
            List.of("Content-Type", "X-Custom"),
            List.of("GET", "POST"),
            List.of("https://shop.example.com"),
            List.of("ETag"),
            600);

    private final Testbed testbed;

    Urls(Testbed testbed) {
        this.testbed = testbed;
    }

    static UrlEntry entry(String function, boolean open, boolean streamed, UrlEntry.Cors cors) {
        return new UrlEntry(new FunctionKey(Testbed.NAMESPACE, function), function, null, open, streamed, cors);
    }

    /** A function with a URL that anybody may call. */
    RevisionEntry open(String function, boolean streamed) {
        return with(entry(function, true, streamed, null));
    }

    RevisionEntry with(UrlEntry url) {
        RevisionEntry revision = testbed.imageFunction(url.function().name(), 10);
        testbed.gateway().feed().put(url);
        return revision;
    }

    static String id(String function) {
        return entry(function, true, false, null).id();
    }

    static String host(String function) {
        return id(function) + ".lambda-url." + Testbed.REGION + "." + Testbed.URL_DOMAIN;
    }

    PlainHttp.Answer get(String function, String uri) {
        return send("GET", function, uri, Map.of(), null);
    }

    PlainHttp.Answer send(String method, String function, String uri, Map<String, String> headers, String body) {
        try (PlainHttp http = PlainHttp.to(testbed.invokePort())) {
            http.write(request(method, function, uri, headers, body));
            return http.receive();
        }
    }

    static byte[] request(String method, String function, String uri, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("Host", host(function));
        return PlainHttp.request(method, uri, all, body == null ? null : body.getBytes(StandardCharsets.ISO_8859_1));
    }
}
