package dev.davit.gateway.http.control;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.http.CallsUnderWay;
import dev.davit.gateway.http.control.ControlRoutes.Match;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.invoke.Authorizer;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.EventBody;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.http.invoke.InvokeAnswers;
import dev.davit.gateway.http.invoke.OtherOperations;
import dev.davit.gateway.kernel.Causes;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Finds the operation that a request means, lets it answer, and writes the answer. */
public final class ControlApi implements OtherOperations {

    private static final Logger LOG = Logger.getLogger(ControlApi.class.getName());
    private static final Refusal BUSY =
            new Refusal(ErrorCode.THROTTLED, "Rate exceeded", "CallerRateLimitExceeded", Fault.CONTROL_BUSY);
    private static final Refusal FAILED = Refusal.of(
            ErrorCode.SERVICE, Fault.CONTROL_FAILED, "The cluster's API server could not be asked. Try again.");

    private final ControlRoutes routes;
    private final Executor owner;
    private final CallsUnderWay underWay = new CallsUnderWay();

    /**
     * What the API works with.
     *
     * @param catalog what there is
     * @param authorizer who knows what callers may
     * @param directory what there is, in full
     * @param owner the thread of requests
     */
    public record Ports(Catalog catalog, Authorizer authorizer, FunctionDirectory directory, Executor owner) {}

    /** An API of that region, where an account may have so many invocations at once. */
    public ControlApi(Ports ports, String region, int concurrentExecutions) {
        Doorkeeper door = new Doorkeeper(ports.catalog(), ports.authorizer(), region);
        this.routes = new ControlRoutes(
                new Reading(door, new FunctionReader(ports.directory()), ports.directory(), concurrentExecutions));
        this.owner = ports.owner();
    }

    @Override
    public boolean handle(Exchange exchange, EventBody body, Caller caller) {
        HttpServerRequest request = exchange.request();
        Map<String, String> query;
        try {
            query = query(request);
        } catch (IllegalArgumentException e) {
            exchange.refuse(Constraints.UNREADABLE_QUERY);
            return true;
        }
        Match match = routes.match(request.method().name(), request.path(), query, caller);
        if (match == null) {
            return false;
        }
        if (underWay.begin(caller.namespace())) {
            answer(match, exchange);
        } else {
            exchange.refuse(BUSY);
        }
        return true;
    }

    private void answer(Match match, Exchange exchange) {
        CompletionStage<Document> answer;
        try {
            answer = match.operation().answer(match.call());
        } catch (RuntimeException e) {
            underWay.end(match.call().caller().namespace());
            exchange.refuse(refusal(match.call(), e));
            return;
        }
        answer.thenApply(Document::bytes)
                .whenComplete((body, failure) -> owner.execute(() -> {
                    underWay.end(match.call().caller().namespace());
                    if (failure == null) {
                        write(exchange.response(), exchange.id(), body);
                    } else {
                        exchange.refuse(refusal(match.call(), failure));
                    }
                }));
    }

    private static void write(HttpServerResponse response, String requestId, byte[] body) {
        if (!response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
            response.putHeader(InvokeAnswers.REQUEST_ID, requestId);
            response.end(Buffer.buffer(body));
        }
    }

    private static Refusal refusal(ControlCall call, Throwable failure) {
        Throwable cause = Causes.of(failure);
        if (cause instanceof ControlRefusal refused) {
            return refused.refusal();
        }
        LOG.log(Level.WARNING, "{0} failed: {1}", new Object[] {call.operation(), cause});
        return FAILED;
    }

    /** The first value of each parameter. */
    private static Map<String, String> query(HttpServerRequest request) {
        if (request.query() == null) {
            return Map.of();
        }
        Map<String, String> query = new HashMap<>();
        for (Map.Entry<String, List<String>> each :
                new QueryStringDecoder("?" + request.query()).parameters().entrySet()) {
            query.put(each.getKey(), each.getValue().getFirst());
        }
        return query;
    }
}
