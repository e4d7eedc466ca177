package dev.davit.gateway.http.invoke;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.Resolution;
import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.peer.Switchboard;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.CallStart;

/** {@code POST /2015-03-31/functions/{FunctionName}/invocations}, from a proven caller. */
final class InvokeRoute {

    private static final Refusal NOT_CHECKED =
            Refusal.of(ErrorCode.SERVICE, Fault.ACCESS_REVIEW, "The caller's permission could not be checked.");
    private static final Refusal NONE_PUBLISHED =
            Refusal.of(ErrorCode.NO_PUBLISHED_VERSION, "The function has no published versions available.");
    private static final Payload NOTHING = Payload.of("{}");
    static final String PATH = "/2015-03-31/functions/{FunctionName}/invocations";
    private static final String STREAM_PATH = "/2021-11-15/functions/{FunctionName}/response-streaming-invocations";
    private static final String ACTION = "lambda:InvokeFunction";

    private final Catalog catalog;
    private final Dispatcher dispatcher;
    private final Gate gate;
    private final Switchboard switchboard;
    private final Clock clock;
    private final FunctionLocator locator;
    private final EventRoute events;
    private final LogTails tails;

    record Ports(
            Catalog catalog,
            Dispatcher dispatcher,
            Gate gate,
            Switchboard switchboard,
            Clock clock,
            EventRoute events,
            LogTails tails) {}

    InvokeRoute(Ports ports, String region) {
        this.catalog = ports.catalog();
        this.dispatcher = ports.dispatcher();
        this.gate = ports.gate();
        this.switchboard = ports.switchboard();
        this.clock = ports.clock();
        this.locator = new FunctionLocator(ports.catalog(), region);
        this.events = ports.events();
        this.tails = ports.tails();
    }

    /** Finds the function and goes on where it is dispatched. */
    void handle(InvokeRequest invoke, EventBody body, Caller caller) {
        if (invoke.refusal() != null) {
            refuse(invoke, invoke.refusal());
            return;
        }
        FunctionReference reference = invoke.reference();
        FunctionLocator.Place place = locator.locate(reference, caller, ACTION);
        if (place.refusal() != null) {
            refuse(invoke, place.refusal());
            return;
        }
        switchboard.route(
                new Switchboard.Asked(place.namespace(), invoke.exchange().request(), body.buffer()),
                () -> authorize(invoke, body, caller, place),
                refusal -> refuse(invoke, refusal));
    }

    /** Asks whether the caller may, and goes on. */
    private void authorize(InvokeRequest invoke, EventBody body, Caller caller, FunctionLocator.Place place) {
        FunctionReference reference = invoke.reference();
        String namespace = place.namespace();
        gate.authorize(caller, namespace, place.resource(), new Gate.Permission() {
            @Override
            public void allowed() {
                permitted(new Permitted(invoke, body, caller, namespace), new Patience(clock));
            }

            @Override
            public void denied() {
                refuse(invoke, FunctionLocator.notAuthorized(caller, ACTION, locator.arn(namespace, reference)));
            }

            @Override
            public void failed() {
                refuse(invoke, NOT_CHECKED);
            }
        });
    }

    /** A call whose caller may make it. */
    private record Permitted(InvokeRequest invoke, EventBody body, Caller caller, String namespace) {}

    private void permitted(Permitted call, Patience patience) {
        InvokeRequest invoke = call.invoke();
        String namespace = call.namespace();
        FunctionReference reference = invoke.reference();
        String arn = locator.arn(namespace, reference);
        switch (catalog.resolve(
                new FunctionKey(namespace, reference.name()),
                reference.qualifier(),
                TraceIds.draw(invoke.exchange().id()))) {
            case Resolution.Missing missing ->
                refuse(
                        invoke,
                        missing.unpublished()
                                ? NONE_PUBLISHED
                                : Refusal.of(ErrorCode.NOT_FOUND, "Function not found: " + arn));
            case Resolution.NotReady notReady -> {
                if (patience.looksAgain(notReady, () -> permitted(call, patience))) {
                    return;
                }
                refuse(
                        invoke,
                        ErrorCode.CONFLICT,
                        "The operation cannot be performed at this time. The function is currently in the following"
                                + " state: " + notReady.function().state().text());
            }
            case Resolution.Found found -> found(call, arn, found);
        }
    }

    private void found(Permitted call, String arn, Resolution.Found found) {
        InvokeRequest invoke = call.invoke();
        EventBody body = call.body();
        Refusal tooLarge = invoke.type() == InvocationType.EVENT ? EventRoute.tooLarge(body) : null;
        if (tooLarge != null) {
            refuse(invoke, tooLarge);
            return;
        }
        String problem = body.problem();
        if (problem != null) {
            refuse(
                    invoke,
                    ErrorCode.INVALID_CONTENT,
                    "Could not parse request body into json: Could not parse payload into json: " + problem);
            return;
        }
        switch (invoke.type()) {
            case DRY_RUN ->
                InvokeAnswers.dryRun(
                        invoke.exchange().response(), invoke.exchange().id(), found.version());
            case EVENT -> events.accept(invoke, body, called(found, null, arn));
            case REQUEST_RESPONSE -> submit(call, arn, found);
        }
    }

    private void submit(Permitted permitted, String arn, Resolution.Found found) {
        InvokeRequest invoke = permitted.invoke();
        EventBody body = permitted.body();
        Exchange exchange = invoke.exchange();
        Payload payload = body.isEmpty() ? NOTHING : new BufferPayload(body.buffer());
        Invocation.Call call = new Invocation.Call(
                exchange.id(),
                found.revision(),
                found.version(),
                found.function().reservedConcurrency(),
                arn,
                payload,
                exchange.begin(
                        CallStart.Trigger.INVOKE,
                        invoke.streamed() ? STREAM_PATH : PATH,
                        called(found, found.version(), arn)),
                invoke.clientContext(),
                invoke.tail());
        var response = exchange.response();
        Runnable elsewhere = () -> handle(invoke, body, permitted.caller());
        if (invoke.streamed()) {
            StreamAnswers answers = new StreamAnswers(response, call, tails);
            dispatcher.submit(new Invocation(call, exchange.then(answers::outcome), answers)
                    .followedBy(exchange.trace())
                    .ifMoved(elsewhere));
            return;
        }
        dispatcher.submit(new Invocation(
                        call,
                        exchange.then((invocation, outcome) -> tails.of(
                                invocation,
                                outcome,
                                tail -> InvokeAnswers.outcome(response, invocation, outcome, tail))))
                .followedBy(exchange.trace())
                .ifMoved(elsewhere));
    }

    private static CallStart.Target called(Resolution.Found found, String version, String arn) {
        return new CallStart.Target(
                found.function().key(), version, arn, found.revision().memorySize());
    }

    private static void refuse(InvokeRequest invoke, ErrorCode code, String message) {
        refuse(invoke, Refusal.of(code, message));
    }

    private static void refuse(InvokeRequest invoke, Refusal refusal) {
        invoke.exchange().refuse(refusal);
    }
}
