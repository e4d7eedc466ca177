package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.balance.RequestTally;
import dev.davit.gateway.balance.Target;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.kernel.Clock;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One request on its way to a pod, and the answer on its way back. Owner thread only. */
final class Forwarding {

    private static final int MOST_TRIES = 5;
    private static final int SWITCHING = 101;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Means means;
    private final HttpServerRequest request;
    private final TargetGroupEntry group;
    private final EntryHead head;
    private final boolean hasBody;
    private final List<Target> tried = new ArrayList<>();
    private Target target;
    private HttpClientRequest up;
    private Throwable failure;
    private boolean lostOnce;
    private boolean bodyHere;
    private boolean answering;
    private boolean tunnelled;
    private boolean over;
    private long heardNanos;

    /** What all of them work with. */
    record Means(Balancers balancers, HttpClient client, OpenExchanges open, Clock clock, RequestTally requests) {}

    Forwarding(Means means, HttpServerRequest request, TargetGroupEntry group, EntryHead head) {
        this.means = means;
        this.request = request;
        this.group = group;
        this.head = head;
        this.hasBody = request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || !"0"
                        .equals(
                                request.headers().get(HttpHeaders.CONTENT_LENGTH) == null
                                        ? "0"
                                        : request.headers().get(HttpHeaders.CONTENT_LENGTH));
    }

    /** Goes; to be called before the request's handler returns. */
    void begin() {
        heard();
        means.open().begin(this);
        request.pause();
        request.response().closeHandler(gone -> clientGone());
        request.response().exceptionHandler(failed -> {});
        attempt();
    }

    private void attempt() {
        target = tried.size() < MOST_TRIES ? means.balancers().next(group, tried) : null;
        if (target == null) {
            refuse();
            return;
        }
        if (tried.isEmpty() && !lostOnce) {
            means.requests().count(group.key());
        }
        tried.add(target);
        target.begin();
        means.client()
                .request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(target.address())
                        .setPort(target.port())
                        .setURI(request.uri()))
                .onSuccess(this::connected)
                .onFailure(this::notConnected);
    }

    /** Nothing has reached the target: another one may have the request (L1). */
    private void notConnected(Throwable why) {
        leave();
        failure = why;
        if (!over) {
            attempt();
        }
    }

    private void connected(HttpClientRequest made) {
        if (over) {
            made.reset();
            leave();
            return;
        }
        up = made;
        heard();
        up.exceptionHandler(told -> {}); // by the response's future
        head.up(request, up.headers());
        if (isUpgrade()) {
            upgrade();
            return;
        }
        up.response().onSuccess(this::answered).onFailure(this::lost);
        if (hasBody) {
            sendBody();
        } else {
            up.end();
            request.resume();
        }
    }

    private void sendBody() {
        HttpClientRequest to = up;
        to.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
        request.exceptionHandler(broken -> to.reset());
        request.handler(piece -> {
            heard();
            to.write(piece);
            if (to.writeQueueFull()) {
                request.pause();
                to.drainHandler(room -> request.resume());
            }
        });
        request.endHandler(end -> {
            bodyHere = true;
            to.end();
        });
        request.resume();
    }

    /** The connection ended before an answer. */
    private void lost(Throwable why) {
        Target last = target;
        leave();
        if (over) {
            return;
        }
        failure = why;
        if (!hasBody && SAFE.contains(request.method()) && !lostOnce) {
            lostOnce = true;
            tried.remove(last); // a kept connection was closed under our hands; a new one may be taken
            attempt();
            return;
        }
        end();
        EntryAnswers.page(request.response(), 502);
    }

    private void answered(HttpClientResponse answer) {
        heard();
        HttpServerResponse response = request.response();
        if (over || response.closed()) {
            leave();
            return;
        }
        answering = true;
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        response.headers().remove(HttpHeaders.DATE);
        EntryHead.down(answer.headers(), response.headers());
        boolean empty = answer.statusCode() == 204 || answer.statusCode() == 304 || request.method() == HttpMethod.HEAD;
        if (!empty && !answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        answer.handler(piece -> pass(answer, piece));
        answer.exceptionHandler(broken -> breakOff());
        answer.endHandler(end -> {
            leave();
            end();
            response.end();
        });
    }

    private void pass(HttpClientResponse answer, Buffer piece) {
        heard();
        HttpServerResponse response = request.response();
        if (!response.closed()) {
            response.write(piece);
            if (response.writeQueueFull()) {
                answer.pause();
                response.drainHandler(room -> answer.resume());
            }
        }
    }

    /** The answer's head is out, its end will not come (L3). */
    private void breakOff() {
        leave();
        if (!over) {
            end();
            request.connection().close();
        }
    }

    private void clientGone() {
        if (!over) {
            end();
            if (up != null) {
                up.reset();
            }
            leave();
        }
    }

    private void refuse() {
        end();
        int status = tried.isEmpty() ? 503 : isTimeout(failure) ? 504 : 502;
        request.resume();
        EntryAnswers.page(request.response(), status);
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof ConnectTimeoutException;
    }

    /** Ends it when nothing has moved for as long as the load balancer allows; a tunnel's sockets say themselves when they moved. */
    void endIfSilent(long nowNanos) {
        if (nowNanos - heardNanos < head.settings().idle().toNanos()) {
            return;
        }
        if (answering || tunnelled) {
            if (up != null) {
                up.reset();
            }
            breakOff();
            return;
        }
        boolean isClientSilent = hasBody && !bodyHere && up != null && !up.writeQueueFull();
        end();
        if (up != null) {
            up.reset();
        }
        leave();
        if (isClientSilent) {
            EntryAnswers.last(request, 408);
        } else {
            EntryAnswers.page(request.response(), 504);
        }
    }

    private boolean isUpgrade() {
        String connection = request.getHeader(HttpHeaders.CONNECTION);
        return connection != null
                && connection.toLowerCase(java.util.Locale.ROOT).contains("upgrade")
                && request.headers().contains(HttpHeaders.UPGRADE)
                && request.method() == HttpMethod.GET
                && !hasBody;
    }

    /** WebSockets: the target's 101 makes a tunnel of both connections; anything else is an answer like any other. */
    private void upgrade() {
        up.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        up.putHeader(HttpHeaders.UPGRADE, request.getHeader(HttpHeaders.UPGRADE));
        up.connect().onFailure(this::lost).onSuccess(answer -> {
            if (answer.statusCode() != SWITCHING) {
                answered(answer);
                return;
            }
            HttpServerResponse response = request.response();
            response.setStatusCode(SWITCHING).headers().remove(HttpHeaders.DATE);
            answer.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
            NetSocket far = answer.netSocket();
            request.toNetSocket().onFailure(failed -> far.close()).onSuccess(near -> tunnel(near, far));
        });
    }

    private void tunnel(NetSocket near, NetSocket far) {
        tunnelled = true;
        heard();
        carry(near, far);
        carry(far, near);
    }

    private void carry(NetSocket from, NetSocket to) {
        from.handler(piece -> {
            heard();
            to.write(piece);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(room -> from.resume());
            }
        });
        from.exceptionHandler(failed -> from.close());
        from.closeHandler(closed -> {
            to.close();
            leave();
            end();
        });
    }

    private void heard() {
        heardNanos = means.clock().nanos();
    }

    /** The target has one request less; once for each time that it was chosen. */
    private void leave() {
        Target left = target;
        target = null;
        if (left != null) {
            left.end();
        }
    }

    private void end() {
        over = true;
        means.open().end(this);
    }
}
