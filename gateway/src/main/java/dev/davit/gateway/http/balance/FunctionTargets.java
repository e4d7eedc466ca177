package dev.davit.gateway.http.balance;

import dev.davit.api.common.Arn;
import dev.davit.gateway.balance.Balancers;
import dev.davit.gateway.balance.ElbKey;
import dev.davit.gateway.balance.TargetGroupEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.Resolution;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.invoke.Exchange;
import dev.davit.gateway.http.invoke.InvokeApi;
import dev.davit.gateway.http.invoke.Patience;
import dev.davit.gateway.http.invoke.TraceIds;
import dev.davit.gateway.http.peer.PeerRequest;
import dev.davit.gateway.http.peer.Switchboard;
import dev.davit.gateway.observe.CallStart;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Functions behind load balancers: a request becomes an event, and goes to the replica that has the function's namespace. */
final class FunctionTargets {

    /** The most that goes in or comes out, as on AWS. */
    static final int MOST_BYTES = 1024 * 1024;

    private final InvokeApi.Ports ports;
    private final Balancers balancers;
    private int underWay;

    FunctionTargets(InvokeApi.Ports ports, Balancers balancers) {
        this.ports = ports;
        this.balancers = balancers;
    }

    int underWay() {
        return underWay;
    }

    /** A request that a rule forwards to a function; to be called before the request's handler returns. */
    void handle(HttpServerRequest request, TargetGroupEntry group, EntryHead head, Runnable whenEnded) {
        head.forwarded(request, request.headers());
        read(request, group, whenEnded);
    }

    /** One that another replica relays. */
    void relayed(HttpServerRequest request) {
        String[] named = String.valueOf(PeerRequest.targetGroup(request)).split("/", 2);
        TargetGroupEntry group = named.length == 2 ? balancers.group(new ElbKey(named[0], named[1])) : null;
        if (group == null || group.function() == null) {
            EntryAnswers.page(request.response(), 503);
            return;
        }
        read(request, group, () -> {});
    }

    private void read(HttpServerRequest request, TargetGroupEntry group, Runnable whenEnded) {
        HttpServerResponse response = request.response();
        response.exceptionHandler(failure -> {});
        BodyReader.read(request, ports.intake(), MOST_BYTES, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                underWay++;
                response.endHandler(end -> {
                    underWay--;
                    ports.intake().release(body.length());
                    whenEnded.run();
                });
                String id = ports.ids().next();
                route(new Call(new Exchange(request, id, ports.observers(), ports.clock()), group, body));
            }

            @Override
            public void tooLarge() {
                EntryAnswers.page(response, 413);
            }

            @Override
            public void noRoom() {
                EntryAnswers.page(response, 503);
            }
        });
    }

    /** A request whose body is here. */
    private record Call(Exchange exchange, TargetGroupEntry group, Buffer body) {

        FunctionKey function() {
            return new FunctionKey(group.key().namespace(), arn().functionName().orElseThrow());
        }

        Arn arn() {
            return Arn.parse(group.function()).orElseThrow();
        }
    }

    private void route(Call call) {
        String namespace = call.group().key().namespace();
        HttpServerRequest request = call.exchange().request();
        ports.switchboard()
                .route(
                        new Switchboard.Asked(
                                namespace,
                                request,
                                call.body(),
                                namespace + "/" + call.group().key().name()),
                        () -> here(call),
                        refusal -> call.exchange().refuse(refusal, () -> EntryAnswers.page(request.response(), 503)));
    }

    private void here(Call call) {
        String trace = call.exchange()
                .begin(
                        CallStart.Trigger.URL,
                        null,
                        new CallStart.Target(call.function(), null, call.group().function(), 0));
        byte[] event = ElbEvent.of(call.exchange().request(), call.body().getBytes(), call.group());
        resolve(call, event, trace, new Patience(ports.clock()));
    }

    /** As with Invoke: what is about to be Active is waited for, not refused. */
    private void resolve(Call call, byte[] event, String trace, Patience patience) {
        String qualifier = call.arn().functionQualifier().orElse(null);
        double drawn = TraceIds.draw(call.exchange().id());
        switch (ports.catalog().resolve(call.function(), qualifier, drawn)) {
            case Resolution.Found found -> submit(call, event, trace, found);
            case Resolution.NotReady notReady -> {
                if (!patience.looksAgain(notReady, () -> resolve(call, event, trace, patience))) {
                    failed(call);
                }
            }
            case Resolution.Missing missing -> failed(call);
        }
    }

    private void submit(Call call, byte[] event, String trace, Resolution.Found found) {
        Exchange exchange = call.exchange();
        exchange.found(found.version(), found.revision().memorySize());
        Invocation.Call invoked = new Invocation.Call(
                exchange.id(),
                found.revision(),
                found.version(),
                found.function().reservedConcurrency(),
                call.group().function(),
                new BufferPayload(Buffer.buffer(event)),
                trace,
                null,
                false);
        ports.dispatcher()
                .submit(new Invocation(invoked, exchange.then((invocation, outcome) -> answer(call, outcome)))
                        .followedBy(exchange.trace())
                        .ifMoved(() -> route(call)));
    }

    /** Whatever is no answer is a 502, as on AWS: errors, time-outs and throttles, too. */
    private static void answer(Call call, Outcome outcome) {
        HttpServerResponse response = call.exchange().response();
        ElbAnswer answer = null;
        if (outcome instanceof Outcome.Answer given && given.body().length() <= MOST_BYTES) {
            answer = ElbAnswer.of(
                    BufferPayload.bufferOf(given.body()), call.group().multiValue());
        }
        if (answer == null) {
            EntryAnswers.page(response, 502);
        } else {
            answer.writeTo(response);
        }
    }

    private static void failed(Call call) {
        EntryAnswers.page(call.exchange().response(), 502);
        call.exchange().answered();
    }
}
