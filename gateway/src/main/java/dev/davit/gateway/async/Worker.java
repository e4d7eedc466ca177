package dev.davit.gateway.async;

import dev.davit.api.common.Arn;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.Resolution;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.observe.CallTrace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32;

/** Works on one delivered event at a time of many: decides, calls the function, carries out what follows (A2, A4). */
final class Worker {

    private final AsyncInvocations.Ports ports;
    private final Catalog catalog;
    private final Clock clock;
    private final Rules rules;
    private final Books books;
    private final Courier courier;
    private final Watch watch;
    private final Absences absences = new Absences();

    Worker(AsyncInvocations.Ports ports, Rules rules, Books books, Courier courier) {
        this.ports = ports;
        this.catalog = ports.catalog();
        this.clock = ports.clock();
        this.rules = rules;
        this.books = books;
        this.courier = courier;
        this.watch = new Watch(ports);
    }

    /** A delivery that is being worked on, and what is to happen when its place is free again. */
    record Task(Delivery delivery, Window window, Runnable place) {

        Event event() {
            return delivery.queued().event();
        }

        Progress progress() {
            return delivery.queued().progress();
        }
    }

    /** Works on a delivery; {@code release} is run once, when its place is free again. */
    void work(Delivery delivery, Window window, Runnable release) {
        Event event = delivery.queued().event();
        if (!books.take(delivery.queued())) {
            delivery.ignore();
            release.run();
            return;
        }
        Task task = new Task(delivery, window, release);
        boolean concluded = task.progress().conclusion() != null; // then it may have been told while it was handed out
        if ((delivery.count() > 1 || concluded) && books.hasEnded(event)) {
            books.of(event.function()).duplicate();
            finish(task);
        } else if (concluded) {
            tell(task);
        } else {
            begin(task);
        }
    }

    private void begin(Task task) {
        FunctionEntry function = catalog.function(task.event().function());
        Rules.Case look = look(task);
        Decision decision = rules.before(look, function == null ? null : function.reservedConcurrency());
        if (!(decision instanceof Decision.Invoke)) {
            carryOut(task, decision);
            return;
        }
        if (Lineage.turns(task.event().traceId(), unqualifiedArn(task.event().function())) > Lineage.MOST_TURNS) {
            books.of(task.event().function()).recursionDropped();
            carryOut(task, rules.recursion(look));
            return;
        }
        Event event = task.event();
        switch (catalog.resolve(event.function(), event.qualifier(), drawn(event.requestId()))) {
            case Resolution.Found found -> {
                absences.ended(event);
                call(task, found);
            }
            case Resolution.Missing missing -> missed(task);
            case Resolution.NotReady notReady -> refused(task);
        }
    }

    private void call(Task task, Resolution.Found found) {
        Event event = task.event();
        books.of(event.function()).age(clock.epochMillis() - event.acceptedMillis());
        Invocation.Call call = new Invocation.Call(
                event.requestId(),
                found.revision(),
                found.version(),
                found.function().reservedConcurrency(),
                event.invokedArn(),
                new Payload.Bytes(event.payload()),
                event.traceId(),
                null,
                false);
        CallTrace trace = watch.begin(call);
        ports.submit()
                .accept(new Invocation(call, (invocation, outcome) -> {
                            watch.ended(invocation, outcome);
                            answered(task, found.version(), outcome);
                        })
                        .followedBy(trace)
                        .ifMoved(() -> carryOut(task, new Decision.PutBack(Duration.ZERO))));
    }

    /** An alias's versions are drawn evenly over events; each attempt of an event draws the same. */
    private static double drawn(String requestId) {
        CRC32 sum = new CRC32();
        sum.update(requestId.getBytes(StandardCharsets.UTF_8));
        return sum.getValue() / (double) (1L << 32);
    }

    private void answered(Task task, String version, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answer answer -> {
                task.window().ran();
                carryOut(task, rules.success(look(task), answered(version, answer.body())));
            }
            case Outcome.FunctionError error -> {
                task.window().ran();
                carryOut(task, rules.functionError(look(task), answered(version, error.body())));
            }
            case Outcome.Refused refused -> refused(task);
        }
    }

    private Rules.Answered answered(String version, Payload body) {
        return new Rules.Answered(version, ports.bytes().apply(body));
    }

    private void refused(Task task) {
        task.window().refused(clock.epochMillis(), 1000);
        carryOut(task, rules.refused(look(task), task.delivery().count()));
    }

    /** Its target is not there; the events of the function's other targets are not held up. */
    private void missed(Task task) {
        long since = absences.since(task.event(), clock.epochMillis());
        carryOut(task, rules.missing(look(task), since, task.delivery().count()));
    }

    private Rules.Case look(Task task) {
        EventConfig config =
                catalog.events(task.event().function(), task.event().qualifier());
        return new Rules.Case(task.delivery().queued(), config, clock.epochMillis());
    }

    private void carryOut(Task task, Decision decision) {
        switch (decision) {
            case Decision.PutBack back -> {
                task.delivery().later(back.pause());
                release(task);
            }
            case Decision.Retry retry -> replace(task, retry.progress());
            case Decision.Conclude end -> conclude(task, end.conclusion());
            case Decision.Invoke invoke -> throw new IllegalStateException("Not after the call");
        }
    }

    private void conclude(Task task, Conclusion conclusion) {
        if (conclusion.isSettled()) {
            books.end(task.event(), conclusion);
            finish(task);
            return;
        }
        Progress next = task.progress().concluded(conclusion);
        boolean fits =
                new QueuedEvent(task.event(), next).size() <= ports.queue().largest();
        replace(task, fits ? next : task.progress().concluded(conclusion.withoutResponse()));
    }

    /** Tells whoever is next; each step is durable before the next one begins. */
    private void tell(Task task) {
        courier.tell(task.delivery().queued(), step -> {
            switch (step) {
                case Courier.Step.Again again -> {
                    task.delivery().later(rules.pause(task.delivery().count()));
                    release(task);
                }
                case Courier.Step.Next next -> told(task, next.conclusion());
            }
        });
    }

    private void told(Task task, Conclusion conclusion) {
        if (conclusion.isSettled()) {
            books.end(task.event(), conclusion);
            finish(task);
        } else {
            replace(task, task.progress().concluded(conclusion));
        }
    }

    private void finish(Task task) {
        settle(task, task.delivery().done());
    }

    private void replace(Task task, Progress progress) {
        task.delivery().replace(progress).whenComplete((how, failure) -> ports.owner()
                .execute(() -> {
                    Delivery next = task.delivery().next();
                    if (next == null || !next.queued().isSoonTold() || !books.goOn(next.queued())) {
                        settled(task, how);
                        return;
                    }
                    // Its place in the queue is behind every event that waits: whoever is to be told does not wait for
                    // those.
                    books.release(task.delivery().queued());
                    tell(new Task(next, task.window(), task.place()));
                }));
    }

    private void settle(Task task, CompletionStage<Delivery.Settlement> settlement) {
        settlement.whenComplete((how, failure) -> ports.owner().execute(() -> settled(task, how)));
    }

    private void settled(Task task, Delivery.Settlement how) {
        if (how == Delivery.Settlement.STALE) {
            books.of(task.event().function()).duplicate();
        }
        release(task);
    }

    private void release(Task task) {
        books.release(task.delivery().queued());
        task.place().run();
    }

    String unqualifiedArn(FunctionKey function) {
        return Arn.function(ports.region(), catalog.accountOf(function.namespace()), function.name())
                .toString();
    }
}
