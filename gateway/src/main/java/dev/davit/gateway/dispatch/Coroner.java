package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.Termination;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.environment.SandboxErrors;
import java.time.Duration;
import java.util.function.Function;

/** Ends environments: time-outs, crashes, failed initialisations, retirement (D6). */
final class Coroner {

    /** How long a crash may take to be reported before a lost connection counts as a time-out. */
    private static final long CRASH_REPORT = 2_000_000_000L;

    /** How long a runtime that failed may take to end by itself. */
    private static final Duration OWN_END = Duration.ofSeconds(2);

    /** AWS's limit for initialisations that nobody waits for, unless the function's time-out is longer. */
    private static final int PROVISIONED_INIT_SECONDS = 130;

    private final State state;
    private final Demands demands;
    private Allocator allocator;

    Coroner(State state, Demands demands) {
        this.state = state;
        this.demands = demands;
    }

    void allocator(Allocator other) {
        this.allocator = other;
    }

    void limitInit(Environment environment, RevisionQueue queue) {
        PoolBook book = state.book(environment);
        int init = book.known() ? book.pool.initTimeoutSeconds() : 10;
        int limit = initSeconds(init, queue.revision.timeoutSeconds(), environment.isProvisioned());
        state.limit(environment, Duration.ofSeconds(limit));
    }

    /**
     * How long an initialisation may take, in seconds. AWS ends one after 10 s and begins it anew, within the function's time-out: it
     * succeeds if it takes no longer than the one or the other. The same comes of the longer of both, without an environment more.
     */
    static int initSeconds(int init, int timeout, boolean provisioned) {
        return Math.max(provisioned ? PROVISIONED_INIT_SECONDS : init, timeout);
    }

    /** It stayed too long in a state that is limited. */
    void late(Environment environment) {
        RevisionQueue queue = state.queueOf(environment);
        switch (environment.state()) {
            case STARTING, INITIALISING -> {
                Invocation.FailedInit failed = failed(environment, true);
                end(environment, true);
                if (queue != null) {
                    int timeout = queue.revision.timeoutSeconds();
                    initFailed(
                            queue,
                            failed,
                            "The function did not ask for its first invocation in time.",
                            invocation -> SandboxErrors.timedOut(invocation.requestId(), timeout));
                }
            }
            case AWAY -> retire(environment, "The environment did not come back in time");
            case ANSWERED -> retire(environment, "The environment did not ask for the next invocation");
            case DEAD -> destroy(environment);
            case ELSEWHERE -> retire(environment, "The environment did not end what it had from another gateway");
            case PARKED, IDLE, BUSY -> {}
        }
    }

    /** The runtime said that it cannot initialise. It ends by itself, which the operator must see; if not, it is ended. */
    void initError(Environment environment, Function<Invocation, Outcome> outcome, String why) {
        RevisionQueue queue = state.queueOf(environment);
        Invocation.FailedInit failed = failed(environment, false);
        end(environment, false);
        state.limit(environment, OWN_END);
        if (queue != null) {
            initFailed(queue, failed, why, outcome);
        }
    }

    /** An invocation ran out of time. */
    void expired(Environment environment, Invocation invocation) {
        if (environment.invocation() != invocation) {
            return;
        }
        if (environment.connectionLost() && !invocation.isBrokenOff()) {
            environment.connectionLost(false); // its end is about to be reported: that is the better answer
            state.wheel.set(invocation.timer(), state.now() + CRASH_REPORT);
            return;
        }
        if (invocation.isBrokenOff()) {
            fail(environment, SandboxErrors.truncated(invocation.requestId()));
            return;
        }
        int timeout = invocation.call().revision().timeoutSeconds();
        fail(environment, SandboxErrors.timedOut(invocation.requestId(), timeout));
    }

    /** What its runtime sent ended in the middle: the end of its process, if reported soon, is the better answer. */
    void brokeOff(Environment environment) {
        Invocation invocation = environment.invocation();
        invocation.breakOff();
        int timeout = invocation.call().revision().timeoutSeconds();
        long deadline = invocation.startedNanos() + timeout * 1_000_000_000L;
        state.wheel.set(invocation.timer(), Math.min(deadline, state.now() + CRASH_REPORT));
    }

    /** It failed its invocation and is never used again. */
    void fail(Environment environment, Outcome outcome) {
        RevisionQueue queue = state.queueOf(environment);
        Invocation had = end(environment, true);
        ended(queue, had, outcome);
        allocator.evaluate(queue);
    }

    /** The pod ended, or is gone; a null termination means that nobody knows how. */
    void podDied(Environment environment, Termination termination, boolean deleted) {
        if (environment.state() == EnvironmentState.DEAD) {
            state.wheel.cancel(environment.timer());
            return;
        }
        EnvironmentState was = environment.state();
        RevisionQueue queue = state.queueOf(environment);
        Invocation.FailedInit failed = failed(environment, false);
        Invocation had = end(environment, false);
        if (queue == null) {
            return;
        }
        if (had != null) {
            ended(queue, had, SandboxErrors.exited(had.requestId(), termination));
        }
        boolean initialising =
                was == EnvironmentState.STARTING && !environment.isFound() || was == EnvironmentState.INITIALISING;
        if (initialising && !deleted && termination != null) {
            initFailed(
                    queue,
                    failed,
                    SandboxErrors.exit(termination),
                    invocation -> SandboxErrors.exited(invocation.requestId(), termination));
        } else {
            allocator.evaluate(queue);
        }
    }

    /** Nobody needs it any more, or it cannot be trusted: it goes. */
    void retire(Environment environment, String why) {
        Poll poll = environment.poll();
        RevisionQueue queue = state.queueOf(environment);
        Invocation had = end(environment, true);
        if (poll != null) {
            poll.refuse(why);
        }
        if (had != null) {
            ended(queue, had, SandboxErrors.exited(had.requestId(), null));
        }
        if (queue != null) {
            allocator.evaluate(queue);
        }
    }

    /** Takes it out of everything (D6, D7). Answers the invocation it had. */
    private Invocation end(Environment environment, boolean destroy) {
        PoolBook book = state.book(environment);
        RevisionQueue queue = state.queueOf(environment);
        state.wheel.cancel(environment.timer());
        if (environment.state() == EnvironmentState.PARKED) {
            book.parked.remove(environment);
        }
        if (queue != null) {
            queue.leave(environment);
        }
        Invocation had = environment.die(state.now());
        environment.takePoll();
        if (destroy) {
            destroy(environment);
        }
        demands.later(book);
        state.disengage(environment, destroy);
        return had;
    }

    private void destroy(Environment environment) {
        PoolBook book = state.book(environment);
        if (book.members.get(environment.id().pod()) == environment) {
            book.retire.add(environment.id().pod());
            demands.now(book);
        }
    }

    private void ended(RevisionQueue queue, Invocation invocation, Outcome outcome) {
        long took = state.now() - invocation.startedNanos();
        queue.meter.ended(took, true, invocation.isOnProvisioned());
        invocation.ended(took, invocation.environment().takeInitNanos());
        state.finish(invocation, outcome);
    }

    /** Those who waited for the one that failed get its failure; with others at work, only the first waited for it. */
    private void initFailed(
            RevisionQueue queue, Invocation.FailedInit failed, String why, Function<Invocation, Outcome> outcome) {
        queue.initialising.failed(state.now());
        queue.initFailure = why;
        Function<Invocation, Outcome> told = invocation -> {
            invocation.failedInit(failed);
            return outcome.apply(invocation);
        };
        if (!queue.hasEnvironments()) {
            allocator.failWaiting(queue, told);
        } else {
            Invocation first = queue.waiting.pollFirst();
            if (first != null) {
                state.finishWaiting(queue, first, told.apply(first));
            }
        }
        allocator.evaluate(queue);
    }

    private Invocation.FailedInit failed(Environment environment, boolean late) {
        return new Invocation.FailedInit(environment.id(), state.now() - environment.sinceNanos(), late);
    }
}
