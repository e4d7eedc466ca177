package dev.davit.gateway.async;

import dev.davit.gateway.catalog.AliasEntry;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.EventConfig;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.OwnedCatalogFeed;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.VersionEntry;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.testbed.CountingMeter;
import dev.davit.gateway.testbed.FakeQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asynchronous invocation with a clock turned by hand, a queue that is a map and functions that are lambdas. */
final class AsyncWorld {

    static final String NAMESPACE = "team-a";
    static final FunctionKey ECHO = new FunctionKey(NAMESPACE, "echo");
    static final Refusal THROTTLED = Refusal.of(ErrorCode.THROTTLED, "Rate Exceeded.");

    long millis = 1_700_000_000_000L;
    final CountingMeter meter = new CountingMeter();
    final Clock clock = new Clock() {
        @Override
        public long epochMillis() {
            return millis;
        }

        @Override
        public long nanos() {
            return millis * 1_000_000;
        }
    };
    final FakeQueue queue = new FakeQueue(clock);
    final Set<String> here = new HashSet<>(Set.of(NAMESPACE));
    final List<Invocation> calls = new ArrayList<>();
    final List<Refusal> answers = new ArrayList<>();
    final List<Destinations.Message> told = new ArrayList<>();
    Destinations.Sent sent = new Destinations.Sent.Delivered();
    private final Map<String, Function<Invocation, Outcome>> functions = new HashMap<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Catalog catalog = new Catalog();
    private final CatalogFeed feed = new OwnedCatalogFeed(catalog, Runnable::run);
    AsyncInvocations events;
    private int requests;

    AsyncWorld() {
        feed.synced();
        begin();
    }

    /** A gateway's process begins, knowing nothing but what is in the queue. */
    void begin() {
        events = new AsyncInvocations(
                new AsyncInvocations.Ports(
                        queue,
                        (target, message) -> {
                            told.add(message);
                            return CompletableFuture.completedFuture(sent);
                        },
                        catalog,
                        this::submit,
                        payload -> ((Payload.Bytes) payload).array(),
                        meter,
                        clock,
                        tasks::add,
                        "us-east-1",
                        here::contains,
                        Observers.NONE),
                AsyncSettings.DEFAULT);
        events.start();
    }

    /** The process is killed: whatever it had in hand never comes to an end there. */
    void crash() {
        tasks.clear();
        calls.clear();
        begin();
        events.lane(ECHO);
        run();
        queue.redeliver();
        run();
    }

    private void submit(Invocation invocation) {
        calls.add(invocation);
        Function<Invocation, Outcome> function =
                functions.get(invocation.call().function().name());
        Outcome outcome = function == null ? null : function.apply(invocation);
        if (outcome != null) {
            invocation.complete(outcome);
        }
    }

    /** A function, which answers null to leave its invocation open. */
    void function(String name, EventConfig config, Integer reserved, Function<Invocation, Outcome> behaviour) {
        functions.put(name, behaviour);
        FunctionKey key = new FunctionKey(NAMESPACE, name);
        RevisionEntry revision = new RevisionEntry(
                new RevisionKey(NAMESPACE, name + "-1"),
                name,
                "$LATEST",
                "pool",
                true,
                null,
                128,
                3,
                Map.of(),
                Map.of(),
                null);
        feed.put(revision);
        feed.put(new FunctionEntry(key, name, FunctionState.ACTIVE, null, name + "-1", reserved, config));
    }

    /** A version 1 of a function that is there, and an alias live of it. */
    void publish(String name, EventConfig ofVersion, EventConfig ofAlias) {
        FunctionKey key = new FunctionKey(NAMESPACE, name);
        feed.put(new VersionEntry(key, name + "-v1", "1", name + "-1", 0, ofVersion, 0));
        feed.put(new AliasEntry(key, name + "-live", "live", "1", null, 0, 0, ofAlias, 0));
    }

    /** That alias goes. */
    void unpublish(String name, EventConfig ofAlias) {
        FunctionKey key = new FunctionKey(NAMESPACE, name);
        feed.remove(new AliasEntry(key, name + "-live", "live", "1", null, 0, 0, ofAlias, 0));
    }

    void echo(Function<Invocation, Outcome> behaviour) {
        function("echo", EventConfig.DEFAULT, null, behaviour);
    }

    /** An event of a function; its id. */
    String accept(String function, String trace) {
        return accept(function, null, trace);
    }

    /** The same for a version or an alias of it. */
    String accept(String function, String qualifier, String trace) {
        String id = "request-" + ++requests;
        FunctionKey key = new FunctionKey(NAMESPACE, function);
        String arn = "arn:aws:lambda:us-east-1:" + catalog.accountOf(NAMESPACE) + ":function:" + function;
        byte[] payload = ("{\"n\":" + requests + "}").getBytes(StandardCharsets.UTF_8);
        events.accept(new Event(id, key, qualifier, arn, trace, millis, payload), answers::add);
        run();
        return id;
    }

    String accept() {
        return accept("echo", "Root=1-2-3");
    }

    /** Does what there is to do. */
    void run() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    void pass(Duration time) {
        long until = millis + time.toMillis();
        while (millis < until) {
            millis = Math.min(until, millis + 1000);
            events.tick();
            queue.advance();
            run();
        }
    }

    static Outcome answer(String body) {
        return new Outcome.Answer(Payload.of(body));
    }

    static Outcome error(String body) {
        return new Outcome.FunctionError(Payload.of(body));
    }

    static Outcome throttled() {
        return new Outcome.Refused(THROTTLED);
    }

    static EventConfig config(int retries, int age, String success, String failure, String dead) {
        return new EventConfig(retries, age, success, failure, dead);
    }
}
