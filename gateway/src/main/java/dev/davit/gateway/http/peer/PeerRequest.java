package dev.davit.gateway.http.peer;

import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;

/** What is said about a relayed request in its headers, and which requests may say it. */
public final class PeerRequest {

    /** Proves a replica. */
    static final String TOKEN = "Davit-Peer-Token";

    /** Which of a replica's APIs is meant: {@link #INVOKE}, {@link #RUNTIME}, {@link #BALANCED} or, when it is not there, its peers' own. */
    static final String API = "Davit-Peer-Api";

    /** The address that the request came from. */
    static final String ADDRESS = "Davit-Peer-Address";

    /** How many replicas have relayed it. */
    static final String HOPS = "Davit-Peer-Hops";

    /** Set when it is for what a former owner of the namespace has under way. */
    static final String ENGAGED = "Davit-Peer-Engaged";

    /** In an answer: the namespace is not here. */
    static final String MOVED = "Davit-Peer-Moved";

    /** The target group, with its namespace, whose function the request is for. */
    static final String TARGET_GROUP = "Davit-Peer-Target-Group";

    static final String INVOKE = "invoke";
    static final String RUNTIME = "runtime";
    static final String BALANCED = "balanced";

    private static final String PREFIX = "davit-peer-";
    private static final int MOVED_STATUS = 421;
    private static final AttributeKey<Boolean> PEER = AttributeKey.valueOf("davit.peer");

    private PeerRequest() {}

    /** Its sender has proven to be a replica: what it says in these headers is believed. */
    static void believe(HttpServerRequest request) {
        ((ConnectionBase) request.connection()).channel().attr(PEER).set(true);
    }

    /** Whether a replica has relayed it. */
    public static boolean isRelayed(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().hasAttr(PEER);
    }

    /** The address that it came from at first, "" when that is not known. */
    public static String address(HttpServerRequest request) {
        if (isRelayed(request)) {
            String said = request.getHeader(ADDRESS);
            return said == null ? "" : said;
        }
        SocketAddress remote = request.remoteAddress();
        return remote == null ? "" : remote.hostAddress();
    }

    /** Whether it is for what a former owner has under way. */
    public static boolean isForEngaged(HttpServerRequest request) {
        return isRelayed(request) && request.headers().contains(ENGAGED);
    }

    /** How many replicas have relayed it, 0 when it came from outside. */
    public static int hops(HttpServerRequest request) {
        String said = isRelayed(request) ? request.getHeader(HOPS) : null;
        return said == null ? 0 : Integer.parseInt(said);
    }

    /** The target group, {@code namespace/name}, whose function a replica wants called; null when none does. */
    public static String targetGroup(HttpServerRequest request) {
        return isRelayed(request) ? request.getHeader(TARGET_GROUP) : null;
    }

    /** Whether a header is one of these, which callers have no business to say and functions none to hear. */
    public static boolean isOwn(String header) {
        return header.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Answers that it is not for this replica. */
    public static void moved(HttpServerRequest request) {
        if (!request.response().closed() && !request.response().ended()) {
            request.response()
                    .setStatusCode(MOVED_STATUS)
                    .putHeader(MOVED, "true")
                    .end();
        }
    }
}
