package dev.davit.gateway.http.url;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.Resolution;
import dev.davit.gateway.catalog.UrlEntry;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.invoke.Authentication;
import dev.davit.gateway.http.invoke.Caller;
import dev.davit.gateway.http.invoke.EventBody;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.http.invoke.Gate;
import dev.davit.gateway.http.invoke.HttpRequestHead;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.invoke.Patience;
import dev.davit.gateway.http.invoke.TraceIds;
import dev.davit.gateway.http.peer.Switchboard;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.CallStart;
import io.vertx.core.buffer.Buffer;

/** A request for a URL whose body is here: who calls, may he, what is invoked, and with what event. */
final class UrlRoute {

    private static final String TRACE = "X-Amzn-Trace-Id";
    private static final Refusal UNPROVEN =
            Refusal.of(ErrorCode.SERVICE, Fault.AUTHENTICATION, "The caller could not be checked.");
    private static final Refusal FAILED =
            Refusal.of(ErrorCode.SERVICE, Fault.ACCESS_REVIEW, "The caller could not be checked.");
    private static final Refusal TOO_LARGE = Refusal.of(
            ErrorCode.TOO_LARGE, "Request must be smaller than 6291456 bytes for the InvokeFunction operation");

    private static final Refusal UNKNOWN = Refusal.of(ErrorCode.NOT_FOUND, "There is no such function.");

    private final InvokeApi.Ports ports;
    private final Gate gate;
    private final UrlAddress address;
    private final UrlAnswers answers;
    private final String region;

    UrlRoute(InvokeApi.Ports ports, UrlAddress address, String region) {
        this.ports = ports;
        this.gate = new Gate(ports.authenticator(), ports.authorizer(), ports.owner());
        this.address = address;
        this.answers = new UrlAnswers(ports.owner(), ports.workers());
        this.region = region;
    }

    /** Goes on where the URL's function is dispatched. */
    void handle(UrlCall call, EventBody body) {
        ports.switchboard()
                .route(
                        new Switchboard.Asked(call.url().function().namespace(), call.request(), body.buffer()),
                        () -> here(call, body),
                        call::refuse);
    }

    /** Lets in whom the URL lets in. */
    private void here(UrlCall call, EventBody body) {
        if (call.url().open()) {
            permitted(call, body);
            return;
        }
        gate.authenticate(new HttpRequestHead(call.request()), body, found -> {
            switch (found) {
                case null -> call.refuse(UNPROVEN);
                case Authentication.Refused refused -> unproven(call, refused.refusal());
                case Authentication.Proven proven -> {
                    call.exchange().proven();
                    authorize(call.by(proven.caller()), body);
                }
            }
        });
    }

    private static void unproven(UrlCall call, Refusal refusal) {
        if (refusal.code() == ErrorCode.MISSING_AUTHENTICATION_TOKEN) {
            UrlErrors.forbidden(call);
        } else {
            UrlErrors.unproven(call, refusal);
        }
    }

    private void authorize(UrlCall call, EventBody body) {
        UrlEntry url = call.url();
        FunctionEntry known = ports.catalog().function(url.function());
        String resource = known == null ? url.function().name() : known.resourceName();
        Caller caller = call.caller();
        gate.authorize(caller, url.function().namespace(), resource, new Gate.Permission() {
            @Override
            public void allowed() {
                permitted(call, body);
            }

            @Override
            public void denied() {
                UrlErrors.forbidden(call);
            }

            @Override
            public void failed() {
                call.refuse(FAILED);
            }
        });
    }

    private void permitted(UrlCall call, EventBody body) {
        long now = ports.clock().epochMillis();
        String trace = call.exchange()
                .begin(
                        CallStart.Trigger.URL,
                        null,
                        new CallStart.Target(call.url().function(), null, arn(call.url()), 0));
        UrlEvent.Surroundings around =
                new UrlEvent.Surroundings(address.host(call.target().id()), trace, now);
        if (!body.isLarge()) {
            made(new Made(call, body, UrlEvent.of(call, body.buffer().getBytes(), around), trace));
            return;
        }
        ports.workers().execute(() -> {
            byte[] event = UrlEvent.of(call, body.buffer().getBytes(), around);
            ports.owner().execute(() -> made(new Made(call, body, event, trace)));
        });
    }

    /** A request and the event made of it. */
    private record Made(UrlCall call, EventBody body, byte[] event, String trace) {}

    private void made(Made made) {
        if (made.event().length > SandboxErrors.MAX_PAYLOAD) {
            made.call().refuse(TOO_LARGE);
        } else {
            resolve(made, new Patience(ports.clock()));
        }
    }

    /** As with Invoke: what is about to be Active is waited for, not refused. */
    private void resolve(Made made, Patience patience) {
        UrlCall call = made.call();
        UrlEntry url = call.url();
        Catalog catalog = ports.catalog();
        switch (catalog.resolve(url.function(), url.qualifier(), TraceIds.draw(call.id()))) {
            case Resolution.Missing missing -> call.refuse(UNKNOWN);
            case Resolution.NotReady notReady -> {
                if (!patience.looksAgain(notReady, () -> resolve(made, patience))) {
                    call.refuse(Refusal.of(
                            ErrorCode.ENVIRONMENT_FAILED,
                            Fault.FUNCTION_NOT_READY,
                            "The function is currently in the following state: "
                                    + notReady.function().state().text()));
                }
            }
            case Resolution.Found found -> submit(made, found);
        }
    }

    private void submit(Made made, Resolution.Found found) {
        UrlCall call = made.call();
        Runnable elsewhere = () -> handle(call, made.body());
        Invocation.Call invoked = new Invocation.Call(
                call.id(),
                found.revision(),
                found.version(),
                found.function().reservedConcurrency(),
                arn(call.url()),
                new BufferPayload(Buffer.buffer(made.event())),
                made.trace(),
                null,
                false);
        Exchange exchange = call.exchange();
        exchange.found(found.version(), found.revision().memorySize());
        exchange.response().putHeader(TRACE, made.trace());
        if (call.url().streamed()) {
            UrlStream stream = new UrlStream(call);
            ports.dispatcher()
                    .submit(new Invocation(invoked, exchange.then(stream::outcome), stream)
                            .followedBy(exchange.trace())
                            .ifMoved(elsewhere));
        } else {
            ports.dispatcher()
                    .submit(new Invocation(
                                    invoked,
                                    exchange.then((invocation, outcome) -> answers.outcome(call, invocation, outcome)))
                            .followedBy(exchange.trace())
                            .ifMoved(elsewhere));
        }
    }

    private String arn(UrlEntry url) {
        String account = ports.catalog().accountOf(url.function().namespace());
        String name = url.function().name() + (url.qualifier() == null ? "" : ":" + url.qualifier());
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }
}
