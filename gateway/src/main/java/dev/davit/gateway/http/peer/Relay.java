package dev.davit.gateway.http.peer;

import dev.davit.gateway.peer.Member;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends a request as it came to another replica, and what that answers back. Owner thread only. */
public final class Relay {

    private static final List<String> OF_THE_CONNECTION = List.of(
            "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect");

    private final HttpClient client;
    private final PeerToken token;

    /** What came of it; one of the methods but the first is called, once. */
    public interface Ending {

        /** An answer begins to come. */
        default void answering(int status) {}

        /** The other replica does not have the namespace (any more). Nothing has been answered. */
        void moved();

        /** There is no answer; {@code sent} says whether the request may have been received. Nothing has been answered. */
        void lost(boolean sent);

        /** It is answered, or as far as it goes. */
        void answered();
    }

    /** Relays with that client. */
    public Relay(HttpClient client, PeerToken token) {
        this.client = client;
        this.token = token;
    }

    HttpClient client() {
        return client;
    }

    PeerToken token() {
        return token;
    }

    /** Where a request goes, and how. */
    public record Route(Member to, String api, boolean engaged, String targetGroup) {

        /** To the owner's Invoke API and function URLs. */
        public static Route invoke(Member to) {
            return new Route(to, PeerRequest.INVOKE, false, null);
        }

        /** To the Runtime API of the owner, or of a former owner that has something under way. */
        public static Route runtime(Member to, boolean engaged) {
            return new Route(to, PeerRequest.RUNTIME, engaged, null);
        }

        /** To the owner of the function of that target group, whose load balancer the request came to. */
        public static Route balanced(Member to, String targetGroup) {
            return new Route(to, PeerRequest.BALANCED, false, targetGroup);
        }
    }

    /** Relays a request whose body has been read; null for none. */
    public void send(HttpServerRequest request, Buffer body, Route route, Ending ending) {
        open(request, route, ending, up -> {
            if (body == null || body.length() == 0) {
                up.headers().remove(HttpHeaders.CONTENT_LENGTH);
                up.end();
            } else {
                up.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
                up.end(body);
            }
        });
    }

    /**
     * Relays a request whose body has not been read, as it comes, and what is behind it. Called before its handler returns, or
     * while it is paused.
     */
    public void pipe(
            HttpServerRequest request,
            Supplier<io.netty.handler.codec.http.HttpHeaders> trailers,
            Route route,
            Ending ending) {
        request.pause();
        open(request, route, ending, up -> {
            boolean chunked = !request.headers().contains(HttpHeaders.CONTENT_LENGTH);
            up.setChunked(chunked);
            request.exceptionHandler(failure -> up.reset());
            request.handler(chunk -> {
                up.write(chunk);
                if (up.writeQueueFull()) {
                    request.pause();
                    up.drainHandler(nothing -> request.resume());
                }
            });
            request.endHandler(nothing -> {
                io.netty.handler.codec.http.HttpHeaders behind = trailers.get();
                if (chunked && behind != null && !behind.isEmpty()) {
                    SentTrailers.behind(up, behind);
                }
                up.end();
            });
            request.resume();
        });
    }

    private void open(HttpServerRequest request, Route route, Ending ending, Consumer<HttpClientRequest> send) {
        String proof = token.current();
        if (proof == null) {
            ending.lost(false);
            return;
        }
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(route.to().host())
                .setPort(route.to().port())
                .setURI(request.uri());
        client.request(options).onFailure(failure -> ending.lost(false)).onSuccess(up -> {
            up.exceptionHandler(failure -> {}); // told by the response's future
            headers(request, up.headers());
            up.putHeader(PeerRequest.TOKEN, proof);
            up.putHeader(PeerRequest.API, route.api());
            up.putHeader(PeerRequest.ADDRESS, PeerRequest.address(request));
            up.putHeader(PeerRequest.HOPS, Integer.toString(PeerRequest.hops(request) + 1));
            if (route.targetGroup() != null) {
                up.putHeader(PeerRequest.TARGET_GROUP, route.targetGroup());
            }
            if (route.engaged()) {
                up.putHeader(PeerRequest.ENGAGED, "true");
            }
            if (request.response().closed()) {
                up.reset();
                ending.answered();
                return;
            }
            request.response().closeHandler(nothing -> up.reset());
            up.response().onFailure(failure -> ending.lost(true)).onSuccess(answer -> answer(request, answer, ending));
            send.accept(up);
        });
    }

    private static void headers(HttpServerRequest request, MultiMap to) {
        for (Map.Entry<String, String> header : request.headers()) {
            if (!PeerRequest.isOwn(header.getKey())) {
                to.add(header.getKey(), header.getValue());
            }
        }
        OF_THE_CONNECTION.forEach(to::remove);
    }

    /** What is on the answer already, as a date or a URL's CORS headers, gives way to what the other replica says. */
    private static void copy(MultiMap from, MultiMap to) {
        from.names().stream().filter(Relay::isPassedOn).forEach(to::remove);
        from.forEach(header -> {
            if (isPassedOn(header.getKey())) {
                to.add(header.getKey(), header.getValue());
            }
        });
    }

    private static boolean isPassedOn(String header) {
        return OF_THE_CONNECTION.stream().noneMatch(header::equalsIgnoreCase);
    }

    private static void answer(HttpServerRequest request, HttpClientResponse answer, Ending ending) {
        if (answer.headers().contains(PeerRequest.MOVED)) {
            ending.moved();
            return;
        }
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            ending.answered();
            return;
        }
        ending.answering(answer.statusCode());
        response.setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        boolean measured = answer.headers().contains(HttpHeaders.CONTENT_LENGTH);
        boolean empty = answer.statusCode() == 204 || answer.statusCode() == 304;
        if (!measured && !empty) {
            response.setChunked(true);
        }
        answer.pipe().endOnFailure(false).to(response).onComplete(done -> {
            if (done.failed()) {
                request.connection().close();
            }
            ending.answered();
        });
    }
}
