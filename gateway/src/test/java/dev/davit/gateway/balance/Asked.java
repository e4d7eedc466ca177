package dev.davit.gateway.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request to decide about. */
record Asked(String method, String host, String uri, List<Map.Entry<String, String>> fields, String sourceAddress)
        implements RequestView {

    static Asked of(String method, String host, String uri) {
        return new Asked(method, host.replaceFirst(":\\d+$", ""), uri, List.of(), "192.0.2.77");
    }

    Asked with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(fields);
        more.add(Map.entry(name, value));
        return new Asked(method, host, uri, more, sourceAddress);
    }

    Asked from(String address) {
        return new Asked(method, host, uri, fields, address);
    }

    @Override
    public String path() {
        return uri.replaceFirst("\\?.*", "");
    }

    @Override
    public String query() {
        return uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "";
    }

    @Override
    public List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
