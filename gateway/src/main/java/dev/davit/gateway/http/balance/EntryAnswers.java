package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.RequestView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What a load balancer answers itself, in AWS's words. */
final class EntryAnswers {

    private static final CharSequence SERVER = HttpHeaders.createOptimized("awselb/2.0");
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html");
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(301, "301 Moved Permanently"),
            Map.entry(302, "302 Found"),
            Map.entry(400, "400 Bad Request"),
            Map.entry(405, "405 Method Not Allowed"),
            Map.entry(408, "408 Request Time-out"),
            Map.entry(413, "413 Request Entity Too Large"),
            Map.entry(414, "414 Request-URI Too Large"),
            Map.entry(463, "463 Too Many Addresses In X-Forwarded-For"),
            Map.entry(502, "502 Bad Gateway"),
            Map.entry(503, "503 Service Temporarily Unavailable"),
            Map.entry(504, "504 Gateway Time-out"));

    private EntryAnswers() {}

    /** One of the statuses above, with its page. */
    static void page(HttpServerResponse response, int status) {
        if (response.closed() || response.headWritten()) {
            return;
        }
        write(response, status);
    }

    /** The same as the last of its connection: what is still to come of the request is not read. */
    static void last(HttpServerRequest request, int status) {
        HttpServerResponse response = request.response();
        if (!response.closed() && !response.headWritten()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            write(response, status).onComplete(sent -> request.connection().close());
        }
    }

    private static Future<Void> write(HttpServerResponse response, int status) {
        String title = TITLES.get(status);
        return response.setStatusCode(status)
                .setStatusMessage(title.substring(4))
                .putHeader(HttpHeaders.SERVER, SERVER)
                .putHeader(HttpHeaders.CONTENT_TYPE, HTML)
                .end("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    static void fixed(HttpServerResponse response, Action.Fixed fixed) {
        response.setStatusCode(fixed.status()).putHeader(HttpHeaders.SERVER, SERVER);
        boolean hasBody = fixed.status() != 204 && fixed.body() != null;
        boolean isPlain = fixed.contentType() == null || fixed.contentType().equalsIgnoreCase("text/plain");
        response.putHeader(HttpHeaders.CONTENT_TYPE, isPlain ? PLAIN : fixed.contentType());
        response.end(hasBody ? fixed.body() : "");
    }

    static void redirect(HttpServerResponse response, Action.Redirect redirect, RequestView request, int port) {
        response.putHeader(HttpHeaders.LOCATION, redirect.location(request, "http", port));
        write(response, redirect.permanent() ? 301 : 302);
    }
}
