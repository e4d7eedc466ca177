package dev.davit.gateway.http.invoke;

import dev.davit.gateway.async.AsyncInvocations;
import dev.davit.gateway.async.Event;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.CallStart;
import java.nio.charset.StandardCharsets;

/** The invocation type Event: 202 once the event is durably written, and not before. */
final class EventRoute {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Refusal NO_QUEUE = Refusal.of(
            ErrorCode.INVALID_PARAMETER,
            "Event invocations are not available: this gateway has no durable queue (the chart's nats.enabled, or"
                    + " async.nats.url for your own). Use the invocation type RequestResponse.");

    private final AsyncInvocations events;
    private final Clock clock;

    /** With nobody to take events every one is refused. */
    EventRoute(AsyncInvocations events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** Why the body is too large for an event; null when it is not. */
    static Refusal tooLarge(EventBody body) {
        int size = body.bytes().length;
        return size <= AsyncInvocations.LARGEST_EVENT
                ? null
                : Refusal.of(
                        ErrorCode.TOO_LARGE,
                        size + " byte payload is too large for the Event invocation type (limit "
                                + AsyncInvocations.LARGEST_EVENT + " bytes)");
    }

    /** Takes the event of a caller who may invoke the function. */
    void accept(InvokeRequest invoke, EventBody body, CallStart.Target target) {
        Exchange exchange = invoke.exchange();
        if (events == null) {
            exchange.refuse(NO_QUEUE);
            return;
        }
        byte[] payload = body.isEmpty() ? NOTHING : body.bytes();
        String trace = exchange.begin(CallStart.Trigger.INVOKE, InvokeRoute.PATH, target);
        Event event = new Event(
                exchange.id(),
                target.function(),
                invoke.reference().qualifier(),
                target.invokedArn(),
                trace,
                clock.epochMillis(),
                payload);
        events.accept(event, refusal -> {
            if (refusal == null) {
                InvokeAnswers.accepted(exchange.response(), exchange.id(), event.traceId());
                exchange.answered();
            } else {
                exchange.refuse(refusal);
            }
        });
    }
}
