package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.UrlEntry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Status, headers and cookies that a function answers with.
 *
 * @param status 200 to 599
 * @param headers names and values that HTTP can carry
 * @param cookies values of Set-Cookie
 */
record AnswerHead(int status, Map<String, String> headers, List<String> cookies) {

    private static final String JSON = "application/json";

    /** Those of the connection or of the server: a function's go under another name, as on AWS. */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "date",
            "host",
            "keep-alive",
            "server",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What a function that says nothing answers with. */
    static AnswerHead plain(String contentType) {
        return new AnswerHead(200, Map.of("content-type", contentType), List.of());
    }

    /** Whether HTTP can carry all of it. */
    boolean isSound() {
        return status >= 200
                && status <= 599
                && headers.entrySet().stream()
                        .allMatch(header -> isToken(header.getKey()) && isValue(header.getValue()))
                && cookies.stream().allMatch(AnswerHead::isValue);
    }

    /** Whether an answer of that status has a body at all. */
    boolean hasBody() {
        return status != 204 && status != 304;
    }

    /** Puts it on a response whose head is not sent yet. */
    void writeTo(HttpServerResponse response, UrlEntry url) {
        MultiMap to = response.headers();
        to.set(HttpHeaders.CONTENT_TYPE, JSON);
        headers.forEach((name, value) -> {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                to.set("x-amzn-Remapped-" + name, value);
            } else if (HttpHeaders.VARY.toString().equalsIgnoreCase(name)) {
                to.add(name, value); // beside what CORS makes the answer depend on
            } else if (!UrlCors.rules(url, name)) {
                to.set(name, value);
            }
        });
        cookies.forEach(cookie -> to.add(HttpHeaders.SET_COOKIE, cookie));
        response.setStatusCode(status);
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.length() <= 1024
                && name.chars().allMatch(c -> c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 127 && c < 256);
    }
}
