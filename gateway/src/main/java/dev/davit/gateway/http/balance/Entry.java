package dev.davit.gateway.http.balance;

import dev.davit.gateway.balance.Action;
import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.balance.LoadBalancerEntry;
import dev.davit.gateway.balance.RequestTally;
import dev.davit.gateway.balance.Served;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.http.DateHeader;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.invoke.TraceIds;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;

/** What comes to the ports of listeners: finds the rule, and forwards, answers or redirects. Owner thread only. */
public final class Entry {

    private final Balancers balancers;
    private final InvokeApi.Ports ports;
    private final Forwarding.Means means;
    private final FunctionTargets functions;
    private final OpenExchanges open = new OpenExchanges();
    private final Connections connections = new Connections();
    private final DateHeader date = new DateHeader();
    private final BooleanSupplier draining;

    /**
     * An entry in front of these.
     *
     * @param balancers what there is
     * @param client who speaks to pods
     * @param ports who speaks to functions
     * @param requests where requests to pods are counted
     * @param draining whether clients are to connect anew, which brings them to another replica
     */
    public Entry(
            Balancers balancers,
            HttpClient client,
            InvokeApi.Ports ports,
            RequestTally requests,
            BooleanSupplier draining) {
        this.balancers = balancers;
        this.ports = ports;
        this.means = new Forwarding.Means(balancers, client, open, ports.clock(), requests);
        balancers.onGroupGone(requests::forget);
        this.functions = new FunctionTargets(ports, balancers);
        this.draining = draining;
    }

    /** A client has connected to an entry port. */
    public void connected(int entryPort, HttpConnection connection) {
        Served served = balancers.served(entryPort);
        if (served == null) {
            connection.close();
            return;
        }
        connections.silent(connection, ports.clock().nanos(), served.settings().idle());
        connection.closeHandler(closed -> connections.forget(connection));
    }

    /** A request to an entry port. */
    public void handle(int entryPort, HttpServerRequest request) {
        Served served = balancers.served(entryPort);
        if (served == null) {
            request.connection().close();
            return;
        }
        Runnable whenEnded = watch(request, served.settings());
        request.response().putHeader(HttpHeaders.DATE, date.at(ports.clock().epochMillis()));
        if (request.method() == HttpMethod.TRACE) {
            EntryAnswers.page(request.response(), 405);
            return;
        }
        if (EntryHead.isForwardedTooOften(request)) {
            EntryAnswers.page(request.response(), 463);
            return;
        }
        EntryRequest view = new EntryRequest(request);
        switch (served.actionFor(view)) {
            case Action.Fixed fixed -> EntryAnswers.fixed(request.response(), fixed);
            case Action.Redirect redirect ->
                EntryAnswers.redirect(
                        request.response(), redirect, view, served.listener().port());
            case Action.Forward forward -> forward(request, served, forward, whenEnded);
        }
    }

    /** What cannot be read; it is the last of its connection. */
    public void unreadable(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.DATE, date.at(ports.clock().epochMillis()));
        boolean isLine = request.decoderResult().cause() instanceof TooLongHttpLineException;
        EntryAnswers.last(request, isLine ? 414 : 400);
    }

    private Runnable watch(HttpServerRequest request, LoadBalancerEntry settings) {
        HttpConnection connection = request.connection();
        connections.forget(connection);
        Runnable whenEnded = () -> {
            if (!request.response().closed()) {
                connections.silent(connection, ports.clock().nanos(), settings.idle());
            }
        };
        request.response().endHandler(end -> whenEnded.run());
        if (draining.getAsBoolean()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return whenEnded;
    }

    private void forward(HttpServerRequest request, Served served, Action.Forward forward, Runnable whenEnded) {
        TargetGroupEntry group = balancers.draw(served.listener().namespace(), forward);
        if (group == null) {
            EntryAnswers.page(request.response(), 503);
            return;
        }
        String trace =
                TraceIds.of(ports.ids().next(), ports.clock().epochMillis()).replaceFirst(";.*", "");
        EntryHead head = new EntryHead(served.settings(), served.listener().port(), trace);
        if (group.function() == null) {
            new Forwarding(means, request, group, head).begin();
        } else {
            functions.handle(request, group, head, whenEnded);
        }
    }

    /** What other replicas relay for functions whose namespaces are here. */
    public Handler<HttpServerRequest> relayed() {
        return functions::relayed;
    }

    /** How many requests are under way at targets. */
    public int underWay() {
        return open.size() + functions.underWay();
    }

    /** Called once in a while. */
    public void sweep() {
        long now = ports.clock().nanos();
        open.sweep(now);
        connections.sweep(now);
    }
}
