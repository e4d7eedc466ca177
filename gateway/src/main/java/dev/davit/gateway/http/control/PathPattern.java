package dev.davit.gateway.http.control;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A path as AWS's service model writes it: segments in braces are parameters, a query behind it must be there too. */
final class PathPattern {

    private final List<String> segments;
    private final String parameter;
    private final String value;

    private PathPattern(List<String> segments, String parameter, String value) {
        this.segments = segments;
        this.parameter = parameter;
        this.value = value;
    }

    static PathPattern of(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return new PathPattern(segments(text), null, null);
        }
        String[] query = text.substring(question + 1).split("=", 2);
        return new PathPattern(segments(text.substring(0, question)), query[0], query[1]);
    }

    /** The segments of a path as sent; a slash at its end, which older SDKs send, counts for nothing. */
    static List<String> segments(String path) {
        String inner = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(inner.substring(Math.min(1, inner.length())).split("/", -1));
    }

    /** The decoded parameters, or null when it is another path. */
    Map<String, String> match(List<String> path, Map<String, String> query) {
        if (path.size() != segments.size() || parameter != null && !value.equals(query.get(parameter))) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
            } else if (!segment.equals(path.get(i))) {
                return null;
            }
        }
        return parameters;
    }

    private static String decoded(String segment) {
        try {
            return segment.indexOf('%') < 0 ? segment : QueryStringDecoder.decodeComponent(segment.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
