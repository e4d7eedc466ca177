package dev.davit.gateway.http.invoke;

import dev.davit.gateway.async.AsyncInvocations;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.environment.EnvironmentLogs;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.Intake;
import dev.davit.gateway.http.peer.Switchboard;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.IdSource;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.Observers;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Reads a request to the invoke port, proves its caller and picks its route. */
public final class InvokeApi implements Handler<HttpServerRequest> {

    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String INVOCATIONS = "/invocations";
    private static final String STREAM_FUNCTIONS = "/2021-11-15/functions/";
    private static final String STREAM_INVOCATIONS = "/response-streaming-invocations";
    private static final String ASYNC_FUNCTIONS = "/2014-11-13/functions/";
    private static final String INVOKE_ASYNC = "/invoke-async";

    private static final Refusal TOO_LARGE = Refusal.of(
            ErrorCode.TOO_LARGE, "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    private static final Refusal NO_ROOM = Refusal.of(
            ErrorCode.UNAVAILABLE, Fault.BODY_MEMORY, "This gateway holds too many large events at once. Try again.");
    private static final Refusal AUTH_FAILED = Refusal.of(
            ErrorCode.SERVICE,
            Fault.AUTHENTICATION,
            "The caller could not be authenticated because of an internal failure.");
    private static final Refusal STOPPING =
            Refusal.of(ErrorCode.UNAVAILABLE, Fault.STOPPING, "This gateway is stopping. Try again.");
    private static final Refusal STARTING = Refusal.of(
            ErrorCode.UNAVAILABLE,
            Fault.STARTING,
            "This gateway is starting and does not know its functions yet. Try again.");

    private final IdSource ids;
    private final Observers observers;
    private final Clock clock;
    private final Gate gate;
    private final Catalog catalog;
    private final Intake intake;
    private final Executor owner;
    private final Executor workers;
    private final InvokeRoute invoke;
    private final OtherOperations others;
    private final BooleanSupplier stopping;

    /**
     * What the API works with.
     *
     * @param catalog what there is
     * @param dispatcher who runs it
     * @param authenticator who proves callers
     * @param authorizer who knows what they may
     * @param others what is served beside Invoke
     * @param ids where request ids come from
     * @param clock the time
     * @param intake where bodies under way are counted
     * @param owner the thread of all of it
     * @param workers threads for what takes long
     * @param events who takes asynchronous events, or null where nobody does
     * @param switchboard who brings requests to the replica that has the namespace
     * @param observers who watches
     * @param logs what environments wrote
     */
    public record Ports(
            Catalog catalog,
            Dispatcher dispatcher,
            Authenticator authenticator,
            Authorizer authorizer,
            OtherOperations others,
            IdSource ids,
            Clock clock,
            Intake intake,
            Executor owner,
            Executor workers,
            AsyncInvocations events,
            Switchboard switchboard,
            Observers observers,
            EnvironmentLogs logs) {}

    /** {@code stopping} says whether new invocations are to be sent away. */
    public InvokeApi(Ports ports, String region, BooleanSupplier stopping) {
        this.ids = ports.ids();
        this.observers = ports.observers();
        this.clock = ports.clock();
        this.gate = new Gate(ports.authenticator(), ports.authorizer(), ports.owner());
        this.catalog = ports.catalog();
        this.intake = ports.intake();
        this.owner = ports.owner();
        this.workers = ports.workers();
        this.invoke = new InvokeRoute(
                new InvokeRoute.Ports(
                        ports.catalog(),
                        ports.dispatcher(),
                        gate,
                        ports.switchboard(),
                        ports.clock(),
                        new EventRoute(ports.events(), ports.clock()),
                        new LogTails(ports.logs(), ports.clock(), ports.owner())),
                region);
        this.others = ports.others();
        this.stopping = stopping;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(request, ids.next(), observers, clock);
        request.response().exceptionHandler(failure -> {});
        BodyReader.read(request, intake, SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer buffer) {
                EventBody body = new EventBody(buffer);
                request.response().endHandler(nothing -> intake.release(buffer.length()));
                if (body.isLarge()) {
                    workers.execute(() -> {
                        body.prepare();
                        owner.execute(() -> received(exchange, body));
                    });
                } else {
                    received(exchange, body);
                }
            }

            @Override
            public void tooLarge() {
                exchange.refuse(TOO_LARGE);
            }

            @Override
            public void noRoom() {
                exchange.refuse(NO_ROOM);
            }
        });
    }

    private void received(Exchange exchange, EventBody body) {
        if (stopping.getAsBoolean() || !catalog.isSynced()) {
            exchange.refuse(catalog.isSynced() ? STOPPING : STARTING);
            return;
        }
        gate.authenticate(new HttpRequestHead(exchange.request()), body, found -> {
            switch (found) {
                case null -> exchange.refuse(AUTH_FAILED);
                case Authentication.Refused refused -> exchange.refuse(refused.refusal());
                case Authentication.Proven proven -> {
                    exchange.proven();
                    route(exchange, body, proven.caller());
                }
            }
        });
    }

    private void route(Exchange exchange, EventBody body, Caller caller) {
        HttpServerRequest request = exchange.request();
        boolean post = request.method() == HttpMethod.POST;
        String name = post ? nameBetween(FUNCTIONS, request.path(), INVOCATIONS) : null;
        String streamed =
                post && name == null ? nameBetween(STREAM_FUNCTIONS, request.path(), STREAM_INVOCATIONS) : null;
        String async =
                post && name == null ? nameBetween(ASYNC_FUNCTIONS, withoutSlash(request.path()), INVOKE_ASYNC) : null;
        if (name != null) {
            invoke.handle(InvokeRequest.of(exchange, name), body, caller);
        } else if (streamed != null) {
            invoke.handle(InvokeRequest.ofStream(exchange, streamed), body, caller);
        } else if (async != null) {
            invoke.handle(InvokeRequest.event(exchange, async), body, caller);
        } else if (!others.handle(exchange, body, caller)) {
            exchange.refuse(Refusal.of(
                    ErrorCode.UNKNOWN_OPERATION, "Unknown operation: " + request.method() + " " + request.path()));
        }
    }

    private static String withoutSlash(String path) {
        return path != null && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The function name in the middle of a path, decoded; null when it is another path. */
    private static String nameBetween(String before, String path, String after) {
        if (path == null || !path.startsWith(before) || !path.endsWith(after)) {
            return null;
        }
        int end = path.length() - after.length();
        if (end <= before.length() || path.indexOf('/', before.length()) != end) {
            return null;
        }
        String name = path.substring(before.length(), end);
        try {
            return name.indexOf('%') < 0 ? name : QueryStringDecoder.decodeComponent(name.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
