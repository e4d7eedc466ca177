package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.CatalogFeed;
import dev.davit.gateway.catalog.FunctionEntry;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.FunctionState;
import dev.davit.gateway.catalog.OwnedCatalogFeed;
import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.PoolProvisions;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.scale.PoolDemand;
import dev.davit.gateway.testbed.CountingMeter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dispatcher with a clock turned by hand, and everything around it in memory. */
final class World {

    static final String NAMESPACE = "team-a";
    static final PoolKey GENERIC = new PoolKey(NAMESPACE, "python-128");

    long nanos = 1_000_000_000_000L;
    final Map<PoolKey, PoolDemand> demands = new HashMap<>();
    int writes;
    final List<PoolProvisions> told = new ArrayList<>();
    private int turns;
    private int requests;

    final CountingMeter meter = new CountingMeter();
    final Catalog catalog = new Catalog();
    final CatalogFeed feed = new OwnedCatalogFeed(catalog, Runnable::run);
    final Dispatcher dispatcher;

    World() {
        this(Settings.Limits.AWS);
    }

    World(Settings.Limits limits) {
        Clock clock = new Clock() {
            @Override
            public long epochMillis() {
                return nanos / 1_000_000;
            }

            @Override
            public long nanos() {
                return nanos;
            }
        };
        dispatcher = new Dispatcher(
                new Dispatcher.Ports(
                        catalog,
                        clock,
                        (pool, demand) -> {
                            writes++;
                            told.add(demand.provisions());
                            demands.put(pool, demand);
                        },
                        meter,
                        () -> turns++),
                Settings.with(600, limits));
    }

    static World synced() {
        return synced(Settings.Limits.AWS);
    }

    static World synced(Settings.Limits limits) {
        World world = new World(limits);
        world.feed.synced();
        return world;
    }

    /** What the owner does after each event. */
    void endTurn() {
        if (turns > 0) {
            turns = 0;
            dispatcher.endTurn();
        }
    }

    void pass(Duration time) {
        long until = nanos + time.toNanos();
        while (nanos < until) {
            nanos = Math.min(until, nanos + Dispatcher.TICK_NANOS);
            dispatcher.tick();
            endTurn();
        }
    }

    PoolDemand demand(PoolKey pool) {
        return demands.getOrDefault(pool, PoolDemand.NONE);
    }

    void genericPool() {
        pool(GENERIC, null, null);
    }

    void pool(PoolKey key, String revision, PoolProblem problem) {
        pool(key, revision, problem, Set.of());
    }

    /** The operator has no use for some of the pool's pods. */
    void dispensable(PoolKey key, String revision, String... pods) {
        pool(key, revision, null, Set.of(pods));
    }

    private void pool(PoolKey key, String revision, PoolProblem problem, Set<String> dispensable) {
        feed.put(new PoolEntry(key, revision, 10, 0, Map.of(), Set.of(), dispensable, problem, PoolProvisions.NONE));
        endTurn();
    }

    RevisionEntry genericFunction(String name) {
        return function(name, GENERIC.name(), false, null);
    }

    RevisionEntry imageFunction(String name) {
        pool(new PoolKey(NAMESPACE, name + "-1"), name + "-1", null);
        return function(name, name + "-1", true, null);
    }

    RevisionEntry function(String name, String pool, boolean image, Integer reserved) {
        RevisionEntry revision = new RevisionEntry(
                new RevisionKey(NAMESPACE, name + "-1"),
                name,
                Catalog.LATEST,
                pool,
                image,
                "app.handler",
                128,
                3,
                Map.of(),
                Map.of("app.py", "x"),
                null);
        feed.put(revision);
        feed.put(new FunctionEntry(
                new FunctionKey(NAMESPACE, name), name, FunctionState.ACTIVE, null, name + "-1", reserved));
        endTurn();
        return revision;
    }

    EnvironmentId pod(PoolKey pool, String name) {
        return pod(pool, name, PodPhase.RUNNING, null, false);
    }

    EnvironmentId pod(PoolKey pool, String name, PodPhase phase, Termination termination, boolean deleting) {
        feed.put(new PodEntry(pool.namespace(), name, pool.name(), phase, deleting, List.of(), termination, false));
        endTurn();
        return new EnvironmentId(pool.namespace(), name);
    }

    /** A pod of an image that the operator made for provisioned concurrency. */
    EnvironmentId provisionedPod(PoolKey pool, String name) {
        feed.put(new PodEntry(pool.namespace(), name, pool.name(), PodPhase.RUNNING, false, List.of(), null, true));
        endTurn();
        return new EnvironmentId(pool.namespace(), name);
    }

    void podGone(PoolKey pool, String name) {
        feed.remove(new PodEntry(pool.namespace(), name, pool.name(), PodPhase.UNKNOWN, true, List.of(), null, false));
        endTurn();
    }

    Call invoke(RevisionEntry revision) {
        return invoke(revision, null);
    }

    Call invoke(RevisionEntry revision, Integer reserved) {
        Call call = new Call("r" + ++requests);
        dispatcher.submit(new Invocation(
                new Invocation.Call(
                        call.id,
                        revision,
                        "$LATEST",
                        reserved,
                        "arn:aws:lambda:us-east-1:000000000000:function:" + revision.functionName(),
                        Payload.of("{}"),
                        "Root=1-0-0",
                        null,
                        false),
                (invocation, outcome) -> call.outcomes.add(outcome)));
        endTurn();
        return call;
    }

    FakePoll standby(EnvironmentId id) {
        FakePoll poll = new FakePoll(id);
        dispatcher.standby(id, poll);
        endTurn();
        return poll;
    }

    FakePoll next(EnvironmentId id) {
        FakePoll poll = new FakePoll(id);
        dispatcher.next(id, poll);
        endTurn();
        return poll;
    }

    Verdict answer(FakePoll poll) {
        Verdict verdict =
                dispatcher.answer(poll.id, poll.invocation.requestId(), new Outcome.Answer(Payload.of("\"ok\"")));
        endTurn();
        return verdict;
    }

    /** A caller's side of an invocation. */
    static final class Call {
        final String id;
        final List<Outcome> outcomes = new ArrayList<>();

        Call(String id) {
            this.id = id;
        }

        boolean isDone() {
            return !outcomes.isEmpty();
        }

        Outcome outcome() {
            return outcomes.getFirst();
        }

        String body() {
            Payload payload =
                    switch (outcome()) {
                        case Outcome.Answer answer -> answer.body();
                        case Outcome.FunctionError error -> error.body();
                        case Outcome.Refused refused ->
                            Payload.of(refused.refusal().message());
                    };
            return new String(((Payload.Bytes) payload).array(), StandardCharsets.UTF_8);
        }
    }

    /** A runtime's side of a poll. */
    static final class FakePoll implements Poll {
        final EnvironmentId id;
        Invocation invocation;
        RevisionEntry assigned;
        boolean provisioned;
        boolean moved;
        String refused;

        FakePoll(EnvironmentId id) {
            this.id = id;
        }

        boolean isParked() {
            return invocation == null && assigned == null && refused == null && !moved;
        }

        @Override
        public void invocation(Invocation given, int timeoutSeconds) {
            check();
            invocation = given;
        }

        @Override
        public void assignment(RevisionEntry revision, boolean provisioned) {
            check();
            assigned = revision;
            this.provisioned = provisioned;
        }

        @Override
        public void moved() {
            check();
            moved = true;
        }

        @Override
        public void refuse(String message) {
            check();
            refused = message;
        }

        private void check() {
            if (!isParked()) {
                throw new IllegalStateException("The poll of " + id + " is answered twice");
            }
        }
    }
}
