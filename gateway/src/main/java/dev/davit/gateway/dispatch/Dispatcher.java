package dev.davit.gateway.dispatch;

import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.environment.Environment;
import dev.davit.gateway.environment.EnvironmentId;
import dev.davit.gateway.environment.EnvironmentState;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Poll;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.ErrorCode;
import dev.davit.gateway.kernel.Fault;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.meter.InvocationMeter;
import dev.davit.gateway.scale.PoolWrites;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The front of the dispatcher: what callers and runtimes do to it. Owner thread only; see the package's invariants. */
public final class Dispatcher {

    /** How often {@link #tick} wants to be called. */
    public static final long TICK_NANOS = 10_000_000L;

    /** 4 KB in base64. */
    private static final int LONGEST_LOG = 5464;

    private static final long SWEEP_NANOS = 500_000_000L;
    private final State state;
    private final Demands demands;
    private final Coroner coroner;
    private final Allocator allocator;
    private final Reception reception;
    private final Janitor janitor;
    private final Membership membership;
    private final Tenancy tenancy;
    private final Set<RevisionQueue> pressed = new LinkedHashSet<>();
    private long sweptNanos;

    /**
     * What the dispatcher works with.
     *
     * @param catalog what there is
     * @param clock the time
     * @param writes where demands go
     * @param meter where invocations are counted
     * @param endOfTurn asks the owner to call {@link #endTurn} when it is done with what it does now
     * @param neighbours the other replicas
     */
    public record Ports(
            Catalog catalog,
            Clock clock,
            PoolWrites writes,
            InvocationMeter meter,
            Runnable endOfTurn,
            Neighbours neighbours) {

        /** The only replica. */
        public Ports(Catalog catalog, Clock clock, PoolWrites writes, InvocationMeter meter, Runnable endOfTurn) {
            this(catalog, clock, writes, meter, endOfTurn, Neighbours.NONE);
        }
    }

    /** A dispatcher with nothing in it; it listens to the catalog. */
    public Dispatcher(Ports ports, Settings settings) {
        long now = ports.clock().nanos();
        this.state = new State(ports, new TimerWheel(TICK_NANOS, now), settings);
        this.demands = new Demands(state, ports.writes(), ports.endOfTurn());
        this.coroner = new Coroner(state, demands);
        this.allocator = new Allocator(state, demands, coroner);
        this.coroner.allocator(allocator);
        this.reception = new Reception(state, allocator, coroner, demands);
        this.janitor = new Janitor(state, allocator, coroner, demands);
        this.membership = new Membership(state, reception, allocator, coroner, demands);
        this.tenancy = new Tenancy(state, membership, reception, coroner, demands);
        this.sweptNanos = now;
        ports.catalog().listen(membership);
    }

    /** Takes an invocation: an idle environment gets it at once, else it waits (D1, D3, D5). */
    public void submit(Invocation invocation) {
        Invocation.Call call = invocation.call();
        RevisionQueue queue = state.queue(call.revision());
        long now = state.now();
        invocation.submitted(now);
        Refusal throttle = throttle(queue, call, now);
        if (throttle != null) {
            queue.meter.throttled();
            invocation.complete(new Outcome.Refused(throttle));
            return;
        }
        invocation.timer(new TimerWheel.Timer(() -> deadline(invocation)));
        Environment idle = queue.next();
        if (idle != null) {
            reception.hand(queue, idle, invocation, now);
            return;
        }
        queue.waiting.addLast(invocation);
        state.wheel.set(invocation.timer(), now + state.settings.queueWait().toNanos());
        pressed.add(queue);
        allocator.evaluate(queue);
    }

    /** Why the call is one too many; null when it is not, and then it is counted. */
    private Refusal throttle(RevisionQueue queue, Invocation.Call call, long now) {
        if (queue.idle.isEmpty() && queue.starting == 0 && queue.rate.left(now) == 0) {
            return throttled(Concurrency.UNRESERVED, Fault.START_RATE);
        }
        String namespace = call.function().namespace();
        int shared = state.settings.concurrency().concurrentExecutions() - state.catalog.reservedIn(namespace);
        String reason = state.concurrency.acquire(
                call.function(), call.reserved(), shared, state.provisioned(queue, call.reserved() != null), now);
        return reason == null
                ? null
                : throttled(reason, call.reserved() == null ? Fault.SHARED_CONCURRENCY : Fault.RESERVED_CONCURRENCY);
    }

    private static Refusal throttled(String reason, Fault fault) {
        return new Refusal(ErrorCode.THROTTLED, "Rate Exceeded.", reason, fault);
    }

    private void deadline(Invocation invocation) {
        if (invocation.environment() != null) {
            coroner.expired(invocation.environment(), invocation);
            return;
        }
        RevisionQueue queue = state.queue(invocation.call().revision());
        Fault fault = Blame.of(queue, state.book(queue.revision.poolKey()));
        queue.waiting.remove(invocation);
        state.finish(
                invocation,
                new Outcome.Refused(Refusal.of(
                        ErrorCode.SERVICE,
                        fault,
                        "No execution environment was ready within "
                                + state.settings.queueWait().toSeconds() + " seconds.")));
        allocator.evaluate(queue);
    }

    /** A generic environment asks what to become. */
    public void standby(EnvironmentId id, Poll poll) {
        reception.standby(id, poll);
    }

    /** An environment asks for its next invocation. */
    public void next(EnvironmentId id, Poll poll) {
        reception.next(id, poll);
    }

    /** The connection of a parked poll was closed. */
    public void pollLost(EnvironmentId id, Poll poll) {
        reception.pollLost(id, poll);
    }

    /** The connection an invocation went down was closed before its answer. */
    public void connectionLost(EnvironmentId id, String requestId) {
        Environment environment = state.environments.get(id);
        if (environment != null
                && environment.state() == EnvironmentState.BUSY
                && requestId.equals(environment.lastRequestId())) {
            environment.connectionLost(true);
        }
    }

    /** What the environment works on; null when on nothing. */
    public Invocation invocation(EnvironmentId id) {
        Environment environment = state.environments.get(id);
        return environment == null ? null : environment.invocation();
    }

    /** The answer that the environment sent for that request ended in the middle. */
    public void brokeOff(EnvironmentId id, String requestId) {
        if (expects(id, requestId) == Verdict.ACCEPTED) {
            coroner.brokeOff(state.environments.get(id));
        }
    }

    /** Whether the environment may post an outcome for that request now. */
    public Verdict expects(EnvironmentId id, String requestId) {
        Environment environment = state.environments.get(id);
        if (environment == null || !requestId.equals(environment.lastRequestId())) {
            return Verdict.INVALID_REQUEST_ID;
        }
        return switch (environment.state()) {
            case BUSY -> Verdict.ACCEPTED;
            case DEAD -> Verdict.INVALID_REQUEST_ID;
            default -> Verdict.WRONG_STATE;
        };
    }

    /** An environment says what it has logged during its invocation; null when it says nothing. */
    public void logged(EnvironmentId id, String base64) {
        Environment environment = base64 == null ? null : state.environments.get(id);
        if (environment != null && environment.invocation() != null && base64.length() <= LONGEST_LOG) {
            environment.invocation().logTail(base64);
        }
    }

    /** An environment posts its answer or its error. */
    public Verdict answer(EnvironmentId id, String requestId, Outcome outcome) {
        Verdict verdict = expects(id, requestId);
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        long now = state.now();
        Environment environment = state.environments.get(id);
        RevisionQueue queue = state.queueOf(environment);
        queue.leave(environment);
        Invocation invocation = environment.answer(now);
        queue.join(environment);
        long took = now - invocation.startedNanos();
        queue.durations.add(took);
        invocation.ended(took, environment.takeInitNanos());
        queue.meter.ended(took, !(outcome instanceof Outcome.Answer), invocation.isOnProvisioned());
        long left = invocation.call().revision().timeoutSeconds() * 1_000_000_000L - took;
        state.wheel.set(environment.timer(), now + Math.max(left, 1_000_000_000L));
        state.finish(invocation, outcome);
        state.disengage(environment, false);
        return Verdict.ACCEPTED;
    }

    /** An environment posts that it could not initialise, and, for people, why. */
    public Verdict initError(EnvironmentId id, Function<Invocation, Outcome> outcome, String why) {
        Environment environment = state.environments.get(id);
        if (environment == null || environment.revision() == null) {
            return Verdict.WRONG_STATE;
        }
        return switch (environment.state()) {
            case STARTING, INITIALISING, AWAY -> {
                coroner.initError(environment, outcome, why);
                yield Verdict.ACCEPTED;
            }
            case PARKED, IDLE, BUSY, ELSEWHERE, ANSWERED, DEAD -> Verdict.WRONG_STATE;
        };
    }

    /** What the environment has become, or null while it is nobody's. */
    public RevisionEntry revisionOf(EnvironmentId id) {
        Environment environment = state.environments.get(id);
        RevisionQueue queue = environment == null ? null : state.queueOf(environment);
        return queue == null ? null : queue.revision;
    }

    /** The Runtime API's word for the state an environment is in. */
    public String runtimeState(EnvironmentId id) {
        Environment environment = state.environments.get(id);
        return environment == null ? "Started" : environment.state().runtimeState();
    }

    /** Whether an address may be the environment's: it is, or the cluster has not said yet which it has. */
    public boolean mayBeAt(EnvironmentId id, String address) {
        Environment environment = state.environments.get(id);
        if (environment == null) {
            return true;
        }
        List<String> known = environment.pod().ips();
        return known.isEmpty() || known.contains(address);
    }

    /** The clock went on: fires what is due and looks again at the queues in which somebody waits. */
    public void tick() {
        long now = state.now();
        state.wheel.advance(now);
        if (!pressed.isEmpty()) {
            for (RevisionQueue queue : new ArrayList<>(pressed)) {
                if (queue.waiting.isEmpty()) {
                    pressed.remove(queue);
                }
                allocator.evaluate(queue);
            }
        }
        if (now - sweptNanos >= SWEEP_NANOS) {
            sweptNanos = now;
            janitor.sweep();
            reception.limbo.expire(now);
        }
    }

    /** Whether nothing is timed and nobody waits, so that ticks may be rarer. */
    public boolean isQuiet() {
        return state.wheel.size() == 0 && pressed.isEmpty();
    }

    /** The owner is done with what it did: tells the operator what somebody waits for. */
    public void endTurn() {
        demands.flush();
    }

    /** The gateway ends: nothing is wanted any more. The last call to a dispatcher. */
    public void farewell() {
        demands.farewell(state.books.values());
    }

    /** How many invocations are without outcome that were submitted here. */
    public int inFlight() {
        return state.concurrency.total() - state.engagements.size();
    }

    /** Whether it has no environment, and nobody waits for one. */
    public boolean isEmpty() {
        return state.environments.isEmpty() && state.books.isEmpty() && state.concurrency.total() == 0;
    }

    /** Takes these namespaces up; {@code known} is what their former owners said of them. The catalog is synced. */
    public void take(Predicate<String> namespaces, Handover known) {
        tenancy.take(namespaces, known);
    }

    /**
     * Lets these namespaces go. Whoever waits or is parked is told that they have moved; what is at work goes on here until
     * it is done.
     */
    public Handover release(Predicate<String> namespaces) {
        return tenancy.release(namespaces);
    }

    /** A former owner says that an environment is done with the invocation it had from there. */
    public void disengaged(EnvironmentId id, boolean retire) {
        tenancy.disengaged(id, retire);
    }

    /** That replica is gone, with whatever environments still worked on for it. */
    public void lost(String holder) {
        tenancy.lost(holder);
    }

    /** Who has the invocation that the environment works on, if it is a former owner of its namespace; else null. */
    public String holder(EnvironmentId id) {
        Engagement engagement = state.engagements.isEmpty() ? null : state.engagements.get(id);
        return engagement == null ? null : engagement.holder();
    }

    /** Whether the environment works on an invocation from here, wherever its namespace is by now. */
    public boolean isAtWork(EnvironmentId id) {
        Environment environment = state.environments.get(id);
        return environment != null && environment.state() == EnvironmentState.BUSY;
    }

    /** The replica that holds the environment's poll wants it back, if it has not been answered. */
    public void withdraw(EnvironmentId id) {
        reception.withdraw(id);
    }

    /** For tests in this package. */
    State state() {
        return state;
    }
}
