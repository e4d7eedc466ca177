package dev.davit.gateway.http.invoke;

import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The head of a Vert.x request. */
public record HttpRequestHead(HttpServerRequest request) implements RequestHead {

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String rawPath() {
        String path = request.path();
        return path == null ? "" : path;
    }

    @Override
    public String rawQuery() {
        return request.query();
    }

    @Override
    public String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
    }

    @Override
    public Set<String> headerNames() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : request.headers().names()) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
