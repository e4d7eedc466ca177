package dev.davit.gateway.auth;

import dev.davit.gateway.http.invoke.RequestHead;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The canonical text of a request that Signature Version 4 hashes; services other than S3 encode the path twice. */
final class CanonicalRequest {

    private static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    private CanonicalRequest() {}

    static String of(RequestHead head, SignedClaim claim, String payloadHash) {
        StringBuilder out = new StringBuilder(512);
        out.append(head.method()).append('\n');
        path(head.rawPath(), out);
        out.append('\n');
        query(head.rawQuery(), claim.form().presigned(), out);
        out.append('\n');
        headers(head, claim.signedHeaders(), out);
        out.append('\n');
        out.append(String.join(";", claim.signedHeaders())).append('\n');
        return out.append(payloadHash).toString();
    }

    /** Dot segments and doubled slashes go, then each segment, encoded as it came, is encoded again. */
    static void path(String path, StringBuilder out) {
        if (path.isEmpty() || path.equals("/")) {
            out.append('/');
            return;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        for (String segment : segments) {
            out.append('/');
            PercentCoding.encode(segment, out);
        }
        if (path.endsWith("/") || segments.isEmpty()) {
            out.append('/');
        }
    }

    private static void query(String query, boolean presigned, StringBuilder out) {
        if (query == null || query.isEmpty()) {
            return;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                Parameter parameter = Parameter.of(pair);
                if (!presigned || !parameter.name.equals(SIGNATURE_PARAMETER)) {
                    parameters.add(parameter);
                }
            }
        }
        Collections.sort(parameters);
        String separator = "";
        for (Parameter parameter : parameters) {
            out.append(separator).append(parameter.name).append('=').append(parameter.value);
            separator = "&";
        }
    }

    private static void headers(RequestHead head, List<String> names, StringBuilder out) {
        for (String name : names) {
            out.append(name).append(':');
            String separator = "";
            for (String value : head.headers(name)) {
                out.append(separator);
                trimmed(value, out);
                separator = ",";
            }
            out.append('\n');
        }
    }

    /** Blanks at the ends go and runs of blanks within become one. */
    private static void trimmed(String value, StringBuilder out) {
        boolean blank = false;
        int start = out.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                blank = out.length() > start;
            } else {
                if (blank) {
                    out.append(' ');
                    blank = false;
                }
                out.append(c);
            }
        }
    }

    private record Parameter(String name, String value) implements Comparable<Parameter> {

        static Parameter of(String pair) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            return new Parameter(PercentCoding.canonical(name), PercentCoding.canonical(value));
        }

        @Override
        public int compareTo(Parameter other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : value.compareTo(other.value);
        }
    }
}
