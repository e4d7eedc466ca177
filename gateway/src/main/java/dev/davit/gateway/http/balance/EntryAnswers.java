package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.RequestView;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What a load balancer answers itself, in AWS's words. */
final class EntryAnswers {

    private static final CharSequence SERVER = HttpHeaders.createOptimized("awselb/2.0");
    private static final CharSequence HTML = HttpHeaders.createOptimized("text/html");
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final Map<Integer, String> TITLES = Map.of(
            301, "301 Moved Permanently",
            302, "302 Found",
            413, "413 Request Entity Too Large",
            502, "502 Bad Gateway",
            503, "503 Service Temporarily Unavailable",
            504, "504 Gateway Time-out");

    private EntryAnswers() {}

    /** One of the statuses above, with its page. */
    static void page(HttpServerResponse response, int status) {
        if (response.closed() || response.headWritten()) {
            return;
        }
        String title = TITLES.get(status);
        response.setStatusCode(status).putHeader(HttpHeaders.SERVER, SERVER).putHeader(HttpHeaders.CONTENT_TYPE, HTML);
        response.end("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                + "</h1></center>\r\n</body>\r\n</html>\r\n");
    }

    static void fixed(HttpServerResponse response, Action.Fixed fixed) {
        response.setStatusCode(fixed.status()).putHeader(HttpHeaders.SERVER, SERVER);
        boolean hasBody = fixed.status() != 204 && fixed.body() != null;
        response.putHeader(HttpHeaders.CONTENT_TYPE, fixed.contentType() == null ? PLAIN : fixed.contentType());
        response.end(hasBody ? fixed.body() : "");
    }

    static void redirect(HttpServerResponse response, Action.Redirect redirect, RequestView request, int port) {
        response.putHeader(HttpHeaders.LOCATION, redirect.location(request, "http", port));
        int status = redirect.permanent() ? 301 : 302;
        String title = TITLES.get(status);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.SERVER, SERVER)
                .putHeader(HttpHeaders.CONTENT_TYPE, HTML)
                .end("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n</body>\r\n</html>\r\n");
    }
}
