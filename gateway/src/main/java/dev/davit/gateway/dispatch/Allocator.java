package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.PodPhase;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.scale.Appetite;
import java.util.ArrayDeque;
import java.util.function.Function;

/** Gets waiting invocations their environments: claims parked ones, asks the operator for the rest. */
final class Allocator {

    private static final long RETRY_INTEREST = 30_000_000_000L;
    private static final long PATIENCE = 2_000_000_000L;

    private final State state;
    private final Demands demands;
    private final Coroner coroner;

    Allocator(State state, Demands demands, Coroner coroner) {
        this.state = state;
        this.demands = demands;
        this.coroner = coroner;
    }

    /** Looks again at what a queue needs. */
    void evaluate(RevisionQueue queue) {
        if (!state.neighbours.isHere(queue.key.namespace())) {
            return;
        }
        long now = state.now();
        PoolBook book = state.book(queue.revision.poolKey());
        queue.notePressure(book, now);
        if (book.generic()) {
            claimFor(queue, book, now);
        }
        order(queue, book, now);
        if (!queue.waiting.isEmpty() && book.known() && book.pool.problem() != null) {
            failFast(queue, book, now);
        }
    }

    private void claimFor(RevisionQueue queue, PoolBook book, long now) {
        if (book.parked.isEmpty()) {
            return;
        }
        int quick = Math.max(
                Appetite.starting(queue.seen(queue.toClaim, now), book.claimTime.nanos()), queue.unprovisioned(now));
        int most = queue.starting + queue.rate.left(now);
        while (queue.starting < Math.min(quick, most) && !book.parked.isEmpty()) {
            claim(book.parked.pollFirst(), queue, book, now);
        }
    }

    private void claim(Environment environment, RevisionQueue queue, PoolBook book, long now) {
        Poll poll = environment.claim(queue.key, now);
        if (queue.kept < queue.provisioned) {
            environment.provision();
            book.kept.add(environment.id().pod());
        }
        queue.join(environment);
        queue.rate.used(1);
        book.claims.put(environment.id().pod(), queue.key.name());
        coroner.limitInit(environment, queue);
        demands.later(book);
        poll.assignment(queue.revision, environment.isProvisioned());
    }

    /** How many more the operator shall make. */
    private void order(RevisionQueue queue, PoolBook book, long now) {
        int wanted = Math.max(
                Appetite.starting(queue.seen(queue.toStart, now), book.startTime.nanos()), queue.unprovisioned(now));
        if (now < queue.wantedUntilNanos && queue.idle.isEmpty() && queue.busy.isEmpty()) {
            wanted = Math.max(1, wanted);
        }
        wanted = Math.min(wanted, queue.starting + queue.rate.left(now));
        int shortage = Math.max(0, wanted - queue.starting);
        if (shortage == queue.shortage && wanted == queue.wanted) {
            return;
        }
        boolean more = shortage > queue.shortage || !book.generic() && wanted > queue.wanted;
        queue.shortage = shortage;
        queue.wanted = wanted;
        if (wanted > 0) {
            book.hungry.add(queue);
        } else {
            book.hungry.remove(queue);
        }
        if (more) {
            demands.now(book);
        } else {
            demands.later(book);
        }
    }

    /** A generic environment is parked: who has waited longest gets it. */
    void parked(PoolBook book) {
        RevisionQueue longest = null;
        for (RevisionQueue queue : book.hungry) {
            if (queue.shortage > 0 && !queue.waiting.isEmpty() && (longest == null || waitsLonger(queue, longest))) {
                longest = queue;
            }
        }
        if (longest == null) {
            longest = book.hungry.stream()
                    .filter(queue -> queue.shortage > 0)
                    .findFirst()
                    .orElse(null); // provisioned, for nobody yet
        }
        if (longest != null) {
            evaluate(longest);
        }
    }

    private static boolean waitsLonger(RevisionQueue a, RevisionQueue b) {
        return a.waiting.getFirst().submittedNanos() < b.waiting.getFirst().submittedNanos();
    }

    /** The pool cannot start environments: nobody waits long for one that will not come, but one try is kept going. */
    private void failFast(RevisionQueue queue, PoolBook book, long now) {
        if (hopeful(queue, book)) {
            return;
        }
        PoolProblem problem = book.pool.problem();
        queue.wantedUntilNanos = now + RETRY_INTEREST;
        Invocation first = queue.waiting.peekFirst();
        while (first != null && now - first.submittedNanos() >= patience(problem)) {
            queue.waiting.pollFirst();
            state.finishWaiting(queue, first, outcome(first, problem));
            first = queue.waiting.peekFirst();
        }
        queue.notePressure(book, now);
    }

    /** A full cluster gets room as others end, a process that ended is tried again; the rest mends less often. */
    private static long patience(PoolProblem problem) {
        if (problem.isFull()) {
            return 15 * PATIENCE;
        }
        return problem.endedByItself() ? 5 * PATIENCE : PATIENCE;
    }

    /** Whether an environment works, or has come further than the problem lets new ones come. */
    private static boolean hopeful(RevisionQueue queue, PoolBook book) {
        if (!queue.idle.isEmpty() || !queue.busy.isEmpty() || !book.parked.isEmpty()) {
            return true;
        }
        for (Environment member : book.members.values()) {
            boolean ours = queue.key.equals(member.revision());
            boolean booting =
                    member.state() == EnvironmentState.STARTING && member.pod().phase() == PodPhase.RUNNING;
            boolean claimed =
                    member.state() == EnvironmentState.INITIALISING || member.state() == EnvironmentState.AWAY;
            if (booting && (ours || book.generic()) || claimed && ours) {
                return true;
            }
        }
        return false;
    }

    private static Outcome outcome(Invocation invocation, PoolProblem problem) {
        if (problem.exitCode() != null && problem.endedByItself()) {
            return SandboxErrors.exited(invocation.requestId(), problem.termination());
        }
        return new Outcome.Refused(Refusal.of(
                ErrorCode.ENVIRONMENT_FAILED,
                Fault.ofPool(problem.reason()),
                "The function's execution environment cannot be started: " + problem.reason() + ": "
                        + problem.message()));
    }

    /** Everybody in the queue fails. */
    void failWaiting(RevisionQueue queue, Function<Invocation, Outcome> outcome) {
        var failed = new ArrayDeque<>(queue.waiting);
        queue.waiting.clear();
        for (Invocation invocation : failed) {
            state.finishWaiting(queue, invocation, outcome.apply(invocation));
        }
    }
}
