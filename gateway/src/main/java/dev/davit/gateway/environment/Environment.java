package dev.davit.gateway.environment;

import dev.davit.gateway.catalog.PodEntry;
import dev.davit.gateway.catalog.RevisionKey;
import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.observe.CallSteps;
import java.util.function.Consumer;

/**
 * One execution environment: its state machine and nothing else. An illegal step is a bug and throws.
 *
 * <p>E1: it belongs to at most one revision in its life. E2: it has at most one invocation at a time, and takes one only
 * when IDLE. E3: DEAD is final. E4: it holds a parked poll exactly when PARKED or IDLE.
 */
public final class Environment {

    private final EnvironmentId id;
    private PodEntry pod;
    private EnvironmentState state = EnvironmentState.STARTING;
    private RevisionKey revision;
    private Poll poll;
    private Invocation invocation;
    private Invocation tailed;
    private String lastRequestId;
    private final TimerWheel.Timer timer;
    private long sinceNanos;
    private boolean connectionLost;
    private long initNanos;
    private boolean provisioned;
    private boolean found;
    private final long seenNanos;
    private long bootedNanos;
    private long claimedNanos;
    private long initialisedNanos;

    /** A pod that has just been seen; {@code late} is told when it takes too long to leave a state that was limited. */
    public Environment(PodEntry pod, long nanos, Consumer<Environment> late) {
        this.id = new EnvironmentId(pod.namespace(), pod.name());
        this.pod = pod;
        this.sinceNanos = nanos;
        this.seenNanos = nanos;
        this.timer = new TimerWheel.Timer(() -> late.accept(this));
    }

    /** Its revision is known from the start (image pools), or was claimed before this gateway began. */
    public void belongsTo(RevisionKey key, boolean away, long nanos) {
        check(state == EnvironmentState.STARTING && (revision == null || revision.equals(key)), "E1");
        revision = key;
        if (away) {
            enter(EnvironmentState.AWAY, nanos);
        }
    }

    /** Generic: its poll for work of any kind is parked. */
    public void park(Poll parked, long nanos) {
        check((state == EnvironmentState.STARTING && revision == null) || state == EnvironmentState.PARKED, "E1");
        poll = parked;
        bootedNanos = bootedNanos == 0 ? nanos : bootedNanos;
        enter(EnvironmentState.PARKED, nanos);
    }

    /** Generic: it becomes the revision's for life. Answers the poll to send the code down. */
    public Poll claim(RevisionKey key, long nanos) {
        check(state == EnvironmentState.PARKED && revision == null, "E1");
        revision = key;
        claimedNanos = nanos;
        enter(EnvironmentState.INITIALISING, nanos);
        return takePoll();
    }

    /** Generic and claimed, but its runtime asks for its code again: the answer was lost. */
    public void claimAgain(long nanos) {
        check(revision != null && (state == EnvironmentState.AWAY || state == EnvironmentState.INITIALISING), "E1");
        enter(EnvironmentState.INITIALISING, nanos);
    }

    /** It is made to be kept initialised, not for a call; said before it joins its queue. */
    public void provision() {
        provisioned = true;
    }

    /** Its pod was there before this gateway listened to it. */
    public void found() {
        found = true;
    }

    /** Whether its pod was there before this gateway listened to it: its runtime may have ended because nobody did. */
    public boolean isFound() {
        return found;
    }

    /** Whether it was made to be kept initialised, not for a call. */
    public boolean isProvisioned() {
        return provisioned;
    }

    /** Its runtime asks for an invocation, and there is none. */
    public void idle(Poll parked, long nanos) {
        check(revision != null, "E1");
        check(
                state != EnvironmentState.DEAD
                        && state != EnvironmentState.BUSY
                        && state != EnvironmentState.ELSEWHERE
                        && state != EnvironmentState.PARKED,
                "E2");
        poll = parked;
        enter(EnvironmentState.IDLE, nanos);
    }

    /** It gets an invocation. Answers the poll to send it down. */
    public Poll begin(Invocation given, long nanos) {
        check(state == EnvironmentState.IDLE && invocation == null, "E2");
        if (tailed != null) {
            tailed.followed(nanos);
            tailed = null;
        }
        invocation = given;
        lastRequestId = given.requestId();
        given.environment(this);
        connectionLost = false;
        enter(EnvironmentState.BUSY, nanos);
        return takePoll();
    }

    /** It has initialised, and that took so long. */
    public void initialised(long tookNanos) {
        initNanos = tookNanos;
        initialisedNanos = sinceNanos + tookNanos;
    }

    /** How long it took to initialise; told once, with its first invocation, and 0 ever after. */
    public long takeInitNanos() {
        long taken = initNanos;
        initNanos = 0;
        return taken;
    }

    /** How it came to be what it is. */
    public CallSteps.Life life() {
        return new CallSteps.Life(seenNanos, bootedNanos, claimedNanos, initialisedNanos);
    }

    /** It has answered its invocation. */
    public Invocation answer(long nanos) {
        check(state == EnvironmentState.BUSY, "E2");
        Invocation answered = invocation;
        invocation = null;
        tailed = answered.call().tail() ? answered : null;
        enter(EnvironmentState.ANSWERED, nanos);
        return answered;
    }

    /** Its parked poll was lost: it is expected to poll again. */
    public void lostPoll(long nanos) {
        check(poll != null, "E4");
        poll = null;
        enter(state == EnvironmentState.PARKED ? EnvironmentState.STARTING : EnvironmentState.AWAY, nanos);
    }

    /** It was claimed before, and works for a former owner of its namespace. */
    public void engage(long nanos) {
        check(state == EnvironmentState.AWAY, "E2");
        enter(EnvironmentState.ELSEWHERE, nanos);
    }

    /** It has answered the former owner. */
    public void disengage(long nanos) {
        check(state == EnvironmentState.ELSEWHERE, "E2");
        enter(EnvironmentState.ANSWERED, nanos);
    }

    /** The former owner is gone. */
    public void abandon(long nanos) {
        check(state == EnvironmentState.ELSEWHERE, "E2");
        enter(EnvironmentState.AWAY, nanos);
    }

    /** It is never used again. Answers the invocation it had, if any; a parked poll stays to be refused. */
    public Invocation die(long nanos) {
        check(state != EnvironmentState.DEAD, "E3");
        Invocation had = invocation;
        invocation = null;
        enter(EnvironmentState.DEAD, nanos);
        return had;
    }

    /** Gives its parked poll away, null when it has none. */
    public Poll takePoll() {
        Poll taken = poll;
        poll = null;
        return taken;
    }

    private void enter(EnvironmentState next, long nanos) {
        state = next;
        sinceNanos = nanos;
    }

    private void check(boolean holds, String invariant) {
        if (!holds) {
            throw new IllegalStateException("Environment " + id + " in " + state + " breaks " + invariant);
        }
    }

    /** Who it is. */
    public EnvironmentId id() {
        return id;
    }

    /** Where it is in its life. */
    public EnvironmentState state() {
        return state;
    }

    /** Since when it is in its state. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** Whose it is, or null. */
    public RevisionKey revision() {
        return revision;
    }

    /** What it works on, or null. */
    public Invocation invocation() {
        return invocation;
    }

    /** The parked poll, or null. */
    public Poll poll() {
        return poll;
    }

    /** The id of the last invocation it was given, or null. */
    public String lastRequestId() {
        return lastRequestId;
    }

    /** The pod as last seen. */
    public PodEntry pod() {
        return pod;
    }

    /** The pod changed. */
    public void pod(PodEntry seen) {
        this.pod = seen;
    }

    /** The connection its invocation went down was closed: it has probably died. */
    public void connectionLost(boolean lost) {
        this.connectionLost = lost;
    }

    /** Whether the connection its invocation went down was closed. */
    public boolean connectionLost() {
        return connectionLost;
    }

    /** Its one timer: to start, to come back, or to ask for the next invocation. */
    public TimerWheel.Timer timer() {
        return timer;
    }
}
