package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.scale.StartRate;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Everything the dispatcher knows, and the few steps that every part of it shares. Owner thread only. */
final class State {

    final Catalog catalog;
    final Clock clock;
    final TimerWheel wheel;
    final Settings settings;
    final InvocationMeter meter;
    final Concurrency concurrency = new Concurrency();
    final Map<FunctionKey, StartRate> rates = new HashMap<>();
    final Map<RevisionKey, RevisionQueue> queues = new HashMap<>();
    final Map<PoolKey, PoolBook> books = new HashMap<>();
    final Map<EnvironmentId, Environment> environments = new HashMap<>();
    final Neighbours neighbours;
    /** Environments at work for former owners of their namespaces. */
    final Map<EnvironmentId, Engagement> engagements = new HashMap<>();
    /** Environments at work for this replica whose namespaces have gone to others. */
    final Set<EnvironmentId> departed = new HashSet<>();
    /** Environments that were initialising when their namespaces came here. */
    final Set<EnvironmentId> initialising = new HashSet<>();

    State(Dispatcher.Ports ports, TimerWheel wheel, Settings settings) {
        this.catalog = ports.catalog();
        this.clock = ports.clock();
        this.meter = ports.meter();
        this.neighbours = ports.neighbours();
        this.wheel = wheel;
        this.settings = settings;
    }

    long now() {
        return clock.nanos();
    }

    PoolBook book(PoolKey key) {
        return books.computeIfAbsent(key, PoolBook::new);
    }

    PoolBook book(Environment environment) {
        return book(environment.pod().poolKey());
    }

    /** The revision's queue, made when needed; null when the revision is not known (any more) and has no queue. */
    RevisionQueue queue(RevisionKey key) {
        RevisionQueue queue = queues.get(key);
        if (queue == null) {
            RevisionEntry revision = catalog.revision(key);
            queue = revision == null ? null : queue(revision);
        }
        return queue;
    }

    RevisionQueue queue(RevisionEntry revision) {
        RevisionQueue queue = queues.get(revision.key());
        if (queue == null) {
            FunctionKey function = revision.function();
            queue = new RevisionQueue(revision, meter.function(function), rate(function));
            queues.put(revision.key(), queue);
        }
        return queue;
    }

    private StartRate rate(FunctionKey function) {
        return rates.computeIfAbsent(
                function, key -> new StartRate(settings.concurrency().startsInTenSeconds(), now()));
    }

    /** What is provisioned of the concurrency that the next call of a revision shares with others. */
    Concurrency.Provisioned provisioned(RevisionQueue queue, boolean reserves) {
        Map<RevisionKey, Integer> beside = catalog.provisionedBeside(queue.revision.function(), reserves);
        if (beside.isEmpty()) {
            return Concurrency.Provisioned.NONE;
        }
        int all = 0;
        int used = 0;
        for (Map.Entry<RevisionKey, Integer> each : beside.entrySet()) {
            RevisionQueue other = queues.get(each.getKey());
            all += each.getValue();
            used += other == null ? 0 : Math.min(other.unfinished(), each.getValue());
        }
        boolean own = queue.unfinished() < beside.getOrDefault(queue.key, 0);
        return new Concurrency.Provisioned(own, all, used);
    }

    /** The queue of an environment that belongs to a revision, else null. */
    RevisionQueue queueOf(Environment environment) {
        return environment.revision() == null ? null : queues.get(environment.revision());
    }

    /** Limits how long an environment may stay in its state; see {@link Coroner#late}. */
    void limit(Environment environment, Duration atMost) {
        wheel.set(environment.timer(), now() + atMost.toNanos());
    }

    /** An environment whose namespace has gone is done with what it had from here. */
    void disengage(Environment environment, boolean retire) {
        EnvironmentId id = environment.id();
        if (!departed.remove(id)) {
            return;
        }
        RevisionQueue queue = queueOf(environment);
        queue.leave(environment);
        if (queue.isEmpty()) {
            queues.remove(queue.key);
        }
        wheel.cancel(environment.timer());
        environments.remove(id);
        books.remove(environment.pod().poolKey());
        neighbours.disengaged(id, retire);
    }

    /** Tells an invocation's outcome (D1, D5). */
    void finish(Invocation invocation, Outcome outcome) {
        forget(invocation);
        invocation.complete(outcome);
    }

    /**
     * Tells the outcome of an invocation that no environment had. If its function could not be initialised, that is one of
     * the function's invocations and errors, as on AWS.
     */
    void finishWaiting(RevisionQueue queue, Invocation invocation, Outcome outcome) {
        if (outcome instanceof Outcome.FunctionError) {
            queue.meter.started();
            queue.meter.ended(now() - invocation.submittedNanos(), true, false);
        }
        finish(invocation, outcome);
    }

    /** An invocation that waits goes to another replica. */
    void move(Invocation invocation) {
        forget(invocation);
        invocation.move();
    }

    private void forget(Invocation invocation) {
        if (invocation.timer() != null) {
            wheel.cancel(invocation.timer());
        }
        concurrency.release(invocation.call().function(), invocation.call().reserved());
    }
}
