package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request on the wire, for tests: immutable, each change makes another one. */
record Wire(String method, String rawPath, String rawQuery, Map<String, List<String>> headers, byte[] body)
        implements RequestHead {

    Wire {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = copy;
    }

    @Override
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public Set<String> headerNames() {
        return headers.keySet().stream().map(n -> n.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    String authorization() {
        return String.join(",", headers("Authorization"));
    }

    Wire method(String other) {
        return new Wire(other, rawPath, rawQuery, headers, body);
    }

    Wire path(String other) {
        return new Wire(method, other, rawQuery, headers, body);
    }

    Wire query(String other) {
        return new Wire(method, rawPath, other, headers, body);
    }

    Wire body(byte[] other) {
        return new Wire(method, rawPath, rawQuery, headers, other);
    }

    Wire with(String name, String... values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.put(name, List.of(values));
        return new Wire(method, rawPath, rawQuery, copy, body);
    }

    Wire without(String name) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.remove(name);
        return new Wire(method, rawPath, rawQuery, copy, body);
    }

    Wire plus(String name, String value) {
        List<String> values = new ArrayList<>(headers(name));
        values.add(value);
        return with(name, values.toArray(String[]::new));
    }
}
