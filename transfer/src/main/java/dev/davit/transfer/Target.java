package dev.davit.transfer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An address of the web, taken apart.
 *
 * @param tls whether it is https
 * @param host the host as it is written, IPv6 without brackets
 * @param port the port, the scheme's own when none is written
 * @param path path and query as sent, never empty
 * @param text the whole, for messages
 */
record Target(boolean tls, String host, int port, String path, String text) {

    private static final int MOST = 2048;

    /** Takes an http or https address apart; everything else is refused. */
    static Target of(String text) throws TransferException {
        if (text.length() > MOST) {
            throw refused("the address", "it is longer than " + MOST + " characters");
        }
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(text, "only http and https addresses are fetched");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            // Not repeated: what stands before the @ is a secret.
            throw refused("the address", "it holds a user name or password, which do not belong into a manifest");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw refused(text, "it names no host");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
        if (port < 1 || port > 65535) {
            throw refused(text, "there is no port " + port);
        }
        return new Target(tls, bare(uri.getHost()), port, path(uri), shown(uri));
    }

    private static URI uri(String text) throws TransferException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused("the address", "it is malformed: " + e.getReason());
        }
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Without the query, in which signed addresses carry their right to read. */
    private static String shown(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether the host is an address already, in whatever notation: no name begins its last label with a digit. */
    boolean isLiteral() {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return host.indexOf(':') >= 0 || !last.isEmpty() && Character.isDigit(last.charAt(0));
    }

    /** The value of the Host header. */
    String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /** Where a redirect leads from here; from https never to http. */
    Target follow(String location) throws TransferException {
        URI here = uri((tls ? "https://" : "http://") + authority() + path);
        URI there;
        try {
            there = here.resolve(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused(text, "it redirects to a malformed address");
        }
        Target next = of(there.toString());
        if (tls && !next.tls) {
            throw refused(text, "it redirects from https to http (" + next.text + ")");
        }
        return next;
    }

    static TransferException refused(String what, String why) {
        return new TransferException(
                Problem.ADDRESS_REFUSED,
                "Davit does not fetch code from " + what + ": " + why
                        + ". Use a public http or https address, or ask who runs Davit to allow the host (code.allowedHosts).");
    }
}
