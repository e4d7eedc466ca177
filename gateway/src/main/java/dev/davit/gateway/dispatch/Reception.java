package dev.davit.gateway.dispatch;

import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.environment.SandboxErrors;
import java.time.Duration;

/** Receives the environments' polls and hands invocations out. */
final class Reception {

    private static final String SUPERSEDED = "Another poll of this environment took its place";
    private static final String GONE = "This environment is being destroyed";

    private final State state;
    private final Allocator allocator;
    private final Coroner coroner;
    private final Demands demands;
    final Limbo limbo = new Limbo();

    Reception(State state, Allocator allocator, Coroner coroner, Demands demands) {
        this.state = state;
        this.allocator = allocator;
        this.coroner = coroner;
        this.demands = demands;
    }

    private static String id(Environment environment) {
        return environment.id().pod();
    }

    /** A generic environment asks what to become. */
    void standby(EnvironmentId id, Poll poll) {
        Environment environment = state.environments.get(id);
        if (environment == null || !state.book(environment).known()) {
            limbo.add(id, Limbo.Kind.STANDBY, poll, state.now());
            return;
        }
        PoolBook book = state.book(environment);
        switch (environment.state()) {
            case STARTING -> {
                if (!book.generic() || leaving(environment)) {
                    poll.refuse(GONE);
                    return;
                }
                book.startTime.add(state.now() - environment.sinceNanos());
                state.wheel.cancel(environment.timer());
                environment.park(poll, state.now());
                book.parked.addLast(environment);
                allocator.parked(book);
            }
            case PARKED -> {
                environment.takePoll().refuse(SUPERSEDED);
                environment.park(poll, state.now());
            }
            case INITIALISING, AWAY -> assignAgain(environment, poll);
            case ELSEWHERE -> poll.moved();
            case IDLE, BUSY, ANSWERED, DEAD -> poll.refuse(GONE);
        }
    }

    private void assignAgain(Environment environment, Poll poll) {
        RevisionQueue queue = state.queueOf(environment);
        queue.leave(environment);
        environment.claimAgain(state.now());
        queue.join(environment);
        coroner.limitInit(environment, queue);
        poll.assignment(queue.revision, environment.isProvisioned());
    }

    /** An environment asks for its next invocation. */
    void next(EnvironmentId id, Poll poll) {
        Environment environment = state.environments.get(id);
        if (environment == null) {
            limbo.add(id, Limbo.Kind.NEXT, poll, state.now());
            return;
        }
        switch (environment.state()) {
            case ANSWERED, AWAY -> ready(environment, poll);
            case STARTING, INITIALISING -> firstPoll(environment, poll);
            case IDLE -> {
                environment.takePoll().refuse(SUPERSEDED);
                ready(environment, poll);
            }
            case BUSY -> again(environment, poll);
            case ELSEWHERE -> poll.moved();
            case PARKED, DEAD -> {
                poll.refuse(GONE);
                if (environment.state() == EnvironmentState.PARKED) {
                    coroner.retire(environment, GONE);
                }
            }
        }
    }

    private void firstPoll(Environment environment, Poll poll) {
        long took = state.now() - environment.sinceNanos();
        PoolBook book = state.book(environment);
        if (environment.revision() == null) {
            if (!book.known() || !book.generic()) {
                limbo.add(environment.id(), Limbo.Kind.NEXT, poll, state.now());
            } else {
                poll.refuse("A generic environment has no function yet");
                coroner.retire(environment, GONE);
            }
            return;
        }
        if (environment.state() == EnvironmentState.INITIALISING) {
            book.claimTime.add(took);
        } else {
            book.startTime.add(took);
            book.claims.put(id(environment), environment.revision().name()); // it works: the operator must keep it
            if (environment.isProvisioned()) {
                book.kept.add(id(environment));
            }
            demands.later(book);
        }
        RevisionQueue queue = state.queueOf(environment);
        queue.meter.initialised(took);
        environment.initialised(took);
        queue.initialising.succeeded();
        queue.initFailure = null;
        queue.wantedUntilNanos = Long.MIN_VALUE;
        ready(environment, poll);
        allocator.evaluate(queue);
    }

    /** The same question again before an answer: the runtime did not get the invocation, or forgot; it gets it again. */
    private void again(Environment environment, Poll poll) {
        Invocation invocation = environment.invocation();
        if (invocation.isStreaming()) { // its caller has a part of the answer already
            poll.refuse(GONE);
            coroner.fail(environment, SandboxErrors.truncated(invocation.requestId()));
            return;
        }
        environment.connectionLost(false);
        poll.invocation(invocation, invocation.call().revision().timeoutSeconds());
    }

    private void ready(Environment environment, Poll poll) {
        if (leaving(environment)) {
            poll.refuse(GONE);
            coroner.podDied(environment, null, true);
            return;
        }
        long now = state.now();
        RevisionQueue queue = state.queueOf(environment);
        state.wheel.cancel(environment.timer());
        queue.leave(environment);
        environment.idle(poll, now);
        queue.join(environment);
        Invocation first = queue.waiting.pollFirst();
        if (first != null) {
            hand(queue, environment, first, now);
            queue.notePressure(state.book(environment), now);
        }
    }

    private static boolean leaving(Environment environment) {
        return environment.pod().deleting() || environment.pod().dead();
    }

    /** Gives an invocation to an idle environment (D2, D4). */
    void hand(RevisionQueue queue, Environment environment, Invocation invocation, long now) {
        queue.leave(environment);
        Poll poll = environment.begin(invocation, now);
        queue.join(environment);
        invocation.started(now);
        int timeout = invocation.call().revision().timeoutSeconds();
        state.wheel.set(invocation.timer(), now + timeout * 1_000_000_000L);
        queue.meter.started();
        if (queue.provisioned > 0) {
            queue.meter.provisioned(!environment.isProvisioned());
            if (environment.isProvisioned()) {
                invocation.runsOnProvisioned();
            }
        }
        poll.invocation(invocation, timeout);
    }

    /** A parked poll's connection was closed. */
    void pollLost(EnvironmentId id, Poll poll) {
        if (limbo.lost(id, poll)) {
            return;
        }
        Environment environment = state.environments.get(id);
        if (environment == null || environment.poll() != poll || environment.state() == EnvironmentState.DEAD) {
            return;
        }
        RevisionQueue queue = state.queueOf(environment);
        if (queue == null) {
            state.book(environment).parked.remove(environment);
            environment.lostPoll(state.now());
            state.limit(environment, Duration.ofSeconds(60));
        } else {
            queue.leave(environment);
            environment.lostPoll(state.now());
            queue.join(environment);
            state.limit(environment, state.settings.returnWithin());
        }
    }

    /** Whoever holds the environment's poll for it takes it back, unless it has been answered. */
    void withdraw(EnvironmentId id) {
        Limbo.Asking asking = limbo.take(id);
        Environment environment = state.environments.get(id);
        Poll poll = asking != null ? asking.poll() : environment == null ? null : environment.poll();
        if (poll != null) {
            pollLost(id, poll);
            poll.moved();
        }
    }

    /** What was in limbo for this environment is asked again. */
    void retry(EnvironmentId id) {
        Limbo.Asking asking = limbo.take(id);
        if (asking != null) {
            if (asking.kind() == Limbo.Kind.STANDBY) {
                standby(id, asking.poll());
            } else {
                next(id, asking.poll());
            }
        }
    }
}
