package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.LoadBalancerEntry.Forwarded;
import dev.davit.gateway.http.peer.PeerRequest;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The headers of a request on its way to a target, and of an answer on its way back.
 *
 * @param settings what the load balancer's attributes say
 * @param port the listener's port
 * @param trace a trace of its own for requests that bring none
 */
record EntryHead(LoadBalancerEntry settings, int port, String trace) {

    static final String TRACE = "X-Amzn-Trace-Id";
    static final String FORWARDED_FOR = "X-Forwarded-For";

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");
    private static final int HTTP = 80;
    /** AWS's. */
    private static final int MOST_ADDRESSES = 30;

    /** What a target is told. */
    void up(HttpServerRequest request, MultiMap to) {
        Set<String> named = named(request.headers());
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !named.contains(name) && !PeerRequest.isOwn(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
        String host = request.getHeader(HttpHeaders.HOST);
        if (host != null && !settings.preserveHost() && port != HTTP && !hasPort(host)) {
            to.set(HttpHeaders.HOST, host + ":" + port);
        }
        forwarded(request, to);
    }

    /** Whether X-Forwarded-For names more addresses than a load balancer takes. */
    static boolean isForwardedTooOften(HttpServerRequest request) {
        return request.headers().getAll(FORWARDED_FOR).stream()
                        .mapToLong(line ->
                                line.chars().filter(letter -> letter == ',').count() + 1)
                        .sum()
                > MOST_ADDRESSES;
    }

    /** What any target is told of where the request comes from. */
    void forwarded(HttpServerRequest request, MultiMap to) {
        if (settings.forwarded() == Forwarded.REMOVE) {
            to.remove(FORWARDED_FOR);
        } else if (settings.forwarded() == Forwarded.APPEND) {
            String before = String.join(", ", to.getAll(FORWARDED_FOR));
            to.set(FORWARDED_FOR, before.isEmpty() ? client(request) : before + ", " + client(request));
        }
        to.set("X-Forwarded-Proto", "http");
        to.set("X-Forwarded-Port", Integer.toString(port));
        String given = to.get(TRACE);
        if (given == null || given.isEmpty()) {
            to.set(TRACE, trace);
        } else if (given.contains("Self=")) {
            to.set(TRACE, given.replaceFirst("Self=[^;]*", trace.replaceFirst("^Root=", "Self=")));
        } else if (given.contains("Root=")) {
            to.set(TRACE, trace.replaceFirst("^Root=", "Self=") + ";" + given);
        }
    }

    private String client(HttpServerRequest request) {
        String address = PeerRequest.address(request);
        if (!settings.clientPort() || request.remoteAddress() == null) {
            return address;
        }
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":"
                + request.remoteAddress().port();
    }

    /** What the client is told. */
    static void down(MultiMap answer, MultiMap to) {
        Set<String> named = named(answer);
        for (Map.Entry<String, String> header : answer) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** What Connection names is of the connection, too. */
    private static Set<String> named(MultiMap headers) {
        List<String> lines = headers.getAll(HttpHeaders.CONNECTION);
        if (lines.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String line : lines) {
            for (String name : line.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static boolean hasPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && host.indexOf(']', colon) < 0;
    }
}
