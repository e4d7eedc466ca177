package dev.davit.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.stream.Stream;

/** Which requests have one meaning only; RFC 9112's rules at their strictest. Pure. */
final class HeadRules {

    private static final String NAME_LETTERS = "!#$%&'*+-.^_`|~";
    private static final String HOST_LETTERS = "-._~:[]%!$&'()*+,;=";

    private HeadRules() {}

    /** What is wrong with a request as it was parsed; null when nothing is. */
    static String problem(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return "a protocol that is not served";
        }
        if (!isMade(request.method().name(), NAME_LETTERS)) {
            return "a method that is none";
        }
        if (!isTarget(request.uri())) {
            return "a target that is not a path";
        }
        String host = host(request.headers(), version.equals(HttpVersion.HTTP_1_1));
        return host != null ? host : coding(request.headers(), version);
    }

    /** Whether the options of the connection, in one line or several, name {@code close} among others (RFC 9112, 9.6). */
    static boolean ends(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.CONNECTION);
        if (lines.isEmpty() || lines.size() == 1 && lines.getFirst().indexOf(',') < 0) {
            return false; // most
        }
        return lines.stream().flatMap(line -> Stream.of(line.split(","))).anyMatch(option -> option.strip()
                .equalsIgnoreCase("close"));
    }

    private static String host(HttpHeaders headers, boolean needed) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || hosts.isEmpty() && needed) {
            return hosts.isEmpty() ? "no Host" : "more than one Host";
        }
        return hosts.isEmpty() || hosts.getFirst().isEmpty() || isMade(hosts.getFirst(), HOST_LETTERS)
                ? null
                : "a Host that is none";
    }

    private static String coding(HttpHeaders headers, HttpVersion version) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        boolean chunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        return chunked && version.equals(HttpVersion.HTTP_1_1) ? null : "a transfer coding that is not served";
    }

    /** Whether those bytes, all that is before a field's colon, are a name. */
    static boolean isName(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (!isWordLetter((char) bytes[i], NAME_LETTERS)) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isTarget(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isMade(String text, String besides) {
        for (int i = 0; i < text.length(); i++) {
            if (!isWordLetter(text.charAt(i), besides)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isWordLetter(char c, String besides) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || besides.indexOf(c) >= 0;
    }
}
