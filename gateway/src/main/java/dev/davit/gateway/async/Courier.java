package dev.davit.gateway.async;

import dev.davit.api.common.Arn;
import dev.davit.gateway.async.Destinations.Sent;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.meter.AsyncMeter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells destinations and dead-letter targets what became of an event. */
final class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final AsyncInvocations.Ports ports;
    private final Catalog catalog;
    private final Rules rules;
    private final Accepting accepting;

    /** Takes an event, and says null or why not. */
    interface Accepting extends BiConsumer<Event, Consumer<String>> {}

    /** How it went on after one was told. */
    sealed interface Step {

        /** It was not told, and is to be told later. */
        record Again() implements Step {}

        /** It was told, or never will be. */
        record Next(Conclusion conclusion) implements Step {}
    }

    Courier(AsyncInvocations.Ports ports, Rules rules, Accepting accepting) {
        this.ports = ports;
        this.catalog = ports.catalog();
        this.rules = rules;
        this.accepting = accepting;
    }

    /**
     * Tells the destination, once, or the dead-letter target; the step comes on the owner thread. A destination that does not
     * take its record does not keep the event from the dead-letter target.
     */
    void tell(QueuedEvent queued, Consumer<Step> then) {
        Conclusion conclusion = queued.progress().conclusion();
        boolean destination = conclusion.destination() != null;
        tell(queued.event(), conclusion, destination, step -> {
            if (step instanceof Step.Again && destination && conclusion.deadLetter() != null) {
                tell(queued.event(), conclusion, false, then);
            } else {
                then.accept(step);
            }
        });
    }

    private void tell(Event event, Conclusion conclusion, boolean destination, Consumer<Step> then) {
        String namespace = event.function().namespace();
        Target target = Targets.of(conclusion.target(destination), namespace, catalog.accountOf(namespace));
        Destinations.Message message =
                destination ? Records.record(event, conclusion) : Records.deadLetter(event, conclusion);
        Consumer<Sent> sent = how -> then.accept(step(event, conclusion, destination, how));
        switch (target) {
            case Target.None none -> sent.accept(new Sent.Failed(none.why(), true));
            case Target.Function function -> call(event, function, message, sent);
            case Target.Subject subject -> send(target, message, sent);
            case Target.Http http -> send(target, message, sent);
        }
    }

    private void send(Target target, Destinations.Message message, Consumer<Sent> sent) {
        ports.destinations().send(target, message).whenComplete((how, failure) -> ports.owner()
                .execute(() ->
                        sent.accept(failure == null ? how : new Sent.Failed(AsyncInvocations.reason(failure), false))));
    }

    /** A function gets the record as an event of its own, with the chain of causes that led to it. */
    private void call(Event event, Target.Function target, Destinations.Message message, Consumer<Sent> sent) {
        FunctionKey key = target.key();
        if (message.body().length > AsyncInvocations.LARGEST_EVENT) {
            sent.accept(new Sent.Failed(
                    "the record of " + message.body().length + " bytes is larger than an event may be", true));
            return;
        }
        if (catalog.function(key) == null) {
            sent.accept(new Sent.Failed("there is no function \"" + key.name() + "\"", false));
            return;
        }
        String arn = Arn.function(ports.region(), catalog.accountOf(key.namespace()), key.name())
                .qualified(target.qualifier())
                .toString();
        String id = UUID.nameUUIDFromBytes(message.id().getBytes(StandardCharsets.UTF_8))
                .toString();
        accepting.accept(
                new Event(
                        id,
                        key,
                        target.qualifier(),
                        arn,
                        event.traceId(),
                        ports.clock().epochMillis(),
                        message.body()),
                refusal -> sent.accept(refusal == null ? new Sent.Delivered() : new Sent.Failed(refusal, false)));
    }

    private Step step(Event event, Conclusion conclusion, boolean destination, Sent sent) {
        if (sent instanceof Sent.Failed failed) {
            count(event, destination);
            if (!failed.forGood()
                    && !rules.gaveUpTelling(conclusion, ports.clock().epochMillis())) {
                return new Step.Again();
            }
            LOG.warnf(
                    "event %s of %s/%s (%s) could not be delivered to %s: %s",
                    event.requestId(),
                    event.function().namespace(),
                    event.function().name(),
                    conclusion.ending().condition(),
                    conclusion.target(destination),
                    failed.why());
        }
        return new Step.Next(conclusion.without(destination, sent instanceof Sent.Delivered));
    }

    private void count(Event event, boolean destination) {
        AsyncMeter meter = ports.meter().events(event.function());
        if (destination) {
            meter.destinationFailure();
        } else {
            meter.deadLetterError();
        }
    }
}
