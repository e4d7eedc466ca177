package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.UrlEntry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;

/** What a URL's CORS rules mean for a request of a page of another origin: the headers that tell its browser. */
final class UrlCors {

    private static final String ANY = "*";
    private static final String PREFIX = "access-control-";

    private UrlCors() {}

    /** Whether the gateway has to answer the request itself, because a browser only asks what it may do. */
    static boolean isPreflight(UrlCall call) {
        HttpServerRequest request = call.request();
        return call.url().cors() != null
                && request.method() == HttpMethod.OPTIONS
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** Whether a function's own header has to give way to the URL's rules. */
    static boolean rules(UrlEntry url, String header) {
        return url.cors() != null && header.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** Answers a preflight request; a browser finds nothing in the answer for what is not allowed. */
    static void preflight(UrlCall call) {
        HttpServerResponse response = call.request().response();
        UrlEntry.Cors cors = call.url().cors();
        if (mark(call)) {
            MultiMap headers = response.headers();
            set(headers, HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, cors.methods());
            set(headers, HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, cors.headers());
            if (cors.maxAge() != null) {
                headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, cors.maxAge().toString());
            }
        }
        response.putHeader(UrlErrors.REQUEST_ID, call.id());
        response.setStatusCode(200).end();
    }

    /** Puts on any answer what its page may do with it. */
    static void apply(UrlCall call) {
        if (call.url().cors() != null && mark(call)) {
            set(
                    call.request().response().headers(),
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                    call.url().cors().exposed());
        }
    }

    /** Names the origin if it is allowed; says whether it is. */
    private static boolean mark(UrlCall call) {
        UrlEntry.Cors cors = call.url().cors();
        String origin = call.request().getHeader(HttpHeaders.ORIGIN);
        MultiMap headers = call.request().response().headers();
        boolean any = cors.origins().contains(ANY);
        if (!any) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (origin == null || !any && !cors.origins().contains(origin)) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin);
        if (cors.credentials() && !any) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        return true;
    }

    private static void set(MultiMap headers, CharSequence name, List<String> values) {
        if (!values.isEmpty()) {
            headers.set(name, String.join(",", values));
        }
    }
}
