package dev.davit.gateway.http.url;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.TreeMap;

/** Pure: the parameters of a query as functions are given them: decoded where they can be, values of one name joined by commas. */
final class QueryParameters {

    private QueryParameters() {}

    /** Those of a query without its question mark, by name. A semicolon divides nothing, and what cannot be decoded stays. */
    static Map<String, String> of(String query) {
        Map<String, String> joined = new TreeMap<>();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            joined.merge(name, value, (before, next) -> before + "," + next);
        }
        return joined;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return QueryStringDecoder.decodeComponent(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
