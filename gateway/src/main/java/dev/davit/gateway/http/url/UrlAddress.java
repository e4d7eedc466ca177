package dev.davit.gateway.http.url;

import dev.davit.api.common.FunctionUrlId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Tells function URLs from everything else: {@code <id>.lambda-url.<region>.<domain>} as the one Host, or a path below
 * {@code /lambda-url/<id>}. Nothing is decoded or resolved, so there is only one way to read a request. A request line
 * that names a host itself (as proxies get it) is never a URL.
 */
final class UrlAddress {

    private static final String PATH = "/lambda-url/";

    private final String suffix;

    UrlAddress(String region, String domain) {
        this.suffix = ".lambda-url." + region + "." + domain.toLowerCase(Locale.ROOT);
    }

    /** The host name of a URL. */
    String host(String id) {
        return id + suffix;
    }

    /** The URL that a request is for, or null. */
    UrlTarget of(HttpServerRequest request) {
        String uri = request.uri();
        if (uri.isEmpty() || uri.charAt(0) != '/') {
            return null;
        }
        String id = idOfHost(request.getHeader(HttpHeaders.HOST));
        if (id != null) {
            boolean one = request.headers().getAll(HttpHeaders.HOST).size() == 1;
            return one ? target(id, uri) : null;
        }
        return uri.startsWith(PATH) ? ofPath(uri) : null;
    }

    private String idOfHost(String host) {
        int end = FunctionUrlId.LENGTH + suffix.length();
        if (host == null
                || host.length() < end
                || !host.regionMatches(true, FunctionUrlId.LENGTH, suffix, 0, suffix.length())) {
            return null;
        }
        if (host.length() > end && host.charAt(end) == '.') {
            end++; // the root of all names, which curl and others keep
        }
        boolean whole = host.length() == end || isPort(host, end);
        String id = host.substring(0, FunctionUrlId.LENGTH).toLowerCase(Locale.ROOT);
        return whole && FunctionUrlId.isId(id) ? id : null;
    }

    private static boolean isPort(String host, int colon) {
        return host.charAt(colon) == ':' && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static UrlTarget ofPath(String uri) {
        int end = PATH.length() + FunctionUrlId.LENGTH;
        if (uri.length() < end || uri.length() > end && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            return null;
        }
        String id = uri.substring(PATH.length(), end);
        return FunctionUrlId.isId(id) ? target(id, uri.substring(end)) : null;
    }

    private static UrlTarget target(String id, String uri) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        return new UrlTarget(id, path.isEmpty() ? "/" : path, question < 0 ? "" : uri.substring(question + 1));
    }
}
