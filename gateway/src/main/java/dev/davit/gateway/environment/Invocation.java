package dev.davit.gateway.environment;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.catalog.RevisionEntry;
import dev.davit.gateway.kernel.TimerWheel;
import dev.davit.gateway.observe.CallSteps;
import dev.davit.gateway.observe.CallTrace;
import java.util.UUID;
import java.util.function.BiConsumer;

/** One call of a function on its way from the caller to an environment and back. */
public final class Invocation {

    /**
     * What the caller asked for.
     *
     * @param requestId the id the caller sees and the runtime must repeat
     * @param revision what to run
     * @param version the version that runs it, {@code $LATEST} or a number
     * @param reserved the function's reserved concurrency, or null
     * @param invokedArn the function's ARN as the caller named it
     * @param payload the event
     * @param traceId {@code X-Amzn-Trace-Id}, or null
     * @param clientContext {@code X-Amz-Client-Context} as JSON, or null
     * @param tail whether the caller wants the end of the log ({@code X-Amz-Log-Type: Tail})
     */
    public record Call(
            String requestId,
            RevisionEntry revision,
            String version,
            Integer reserved,
            String invokedArn,
            Payload payload,
            String traceId,
            String clientContext,
            boolean tail) {

        /** The function's key. */
        public FunctionKey function() {
            return revision.function();
        }
    }

    private final Call call;
    private final BiConsumer<Invocation, Outcome> whenDone;
    private final AnswerSink sink;
    private TimerWheel.Timer timer;
    private long submittedNanos;
    private long startedNanos;
    private boolean onProvisioned;
    private Environment environment;
    private String handOut;
    private boolean done;
    private Runnable whenMoved;
    private long durationNanos;
    private long initNanos;
    private long followedNanos;
    private FailedInit failedInit;
    private String logTail;
    private String streamedType;
    private Runnable streamEnded;
    private boolean brokenOff;
    private CallTrace trace;

    /** An invocation that tells its outcome exactly once. */
    public Invocation(Call call, BiConsumer<Invocation, Outcome> whenDone) {
        this(call, whenDone, null);
    }

    /** The same for a caller who takes the answer in pieces, if its runtime makes it so. */
    public Invocation(Call call, BiConsumer<Invocation, Outcome> whenDone, AnswerSink sink) {
        this.call = call;
        this.whenDone = whenDone;
        this.sink = sink;
    }

    /**
     * What is done instead of an outcome when its namespace goes to another gateway replica before it has begun: it is to be
     * submitted there.
     */
    public Invocation ifMoved(Runnable action) {
        whenMoved = action;
        return this;
    }

    /** Somebody follows it, or, when null, nobody does. */
    public Invocation followedBy(CallTrace given) {
        this.trace = given;
        return this;
    }

    /** Who follows it, or null. */
    public CallTrace trace() {
        return trace;
    }

    /** {@code Lambda-Runtime-Trace-Id}, for the environment that gets it now. */
    public String runtimeTrace() {
        return trace == null ? call.traceId() : trace.handed(startedNanos);
    }

    /** What happened to it so far. */
    public CallSteps steps() {
        return environment == null
                ? new CallSteps(submittedNanos, 0, 0, null, null)
                : new CallSteps(
                        submittedNanos,
                        startedNanos,
                        startedNanos + durationNanos,
                        environment.id().pod(),
                        environment.life());
    }

    /** What was asked for. */
    public Call call() {
        return call;
    }

    /** The request id. */
    public String requestId() {
        return call.requestId();
    }

    /** Its one timer: first the wait in the queue, then the run. */
    public void timer(TimerWheel.Timer set) {
        this.timer = set;
    }

    /** Its one timer. */
    public TimerWheel.Timer timer() {
        return timer;
    }

    /** It entered the queue. */
    public void submitted(long nanos) {
        this.submittedNanos = nanos;
    }

    /** When it entered the queue. */
    public long submittedNanos() {
        return submittedNanos;
    }

    /** It was handed to an environment. */
    public void started(long nanos) {
        this.startedNanos = nanos;
    }

    /** The environment that has it is one of those that are kept initialised for its version. */
    public void runsOnProvisioned() {
        onProvisioned = true;
    }

    /** Whether it has been said so. */
    public boolean isOnProvisioned() {
        return onProvisioned;
    }

    void environment(Environment given) {
        this.environment = given;
        this.handOut = UUID.randomUUID().toString();
    }

    /**
     * {@code Lambda-Runtime-Invocation-Id}: names this hand-out of it, as a retry of an event has the same request id. Null
     * while it waits.
     */
    public String handOut() {
        return handOut;
    }

    /** The one environment that has it, or had it; null while it waits. */
    public Environment environment() {
        return environment;
    }

    /** When it was handed to an environment. */
    public long startedNanos() {
        return startedNanos;
    }

    /** It ended after so long; what its environment took to initialise is told with its first invocation, else 0. */
    public void ended(long duration, long init) {
        this.durationNanos = duration;
        this.initNanos = init;
    }

    /** Its environment has begun another. */
    void followed(long nanos) {
        this.followedNanos = nanos;
    }

    /** From its hand-out to the next in its environment; 0 while there is none. For those whose log is told. */
    public long untilNextNanos() {
        return followedNanos == 0 ? 0 : followedNanos - startedNanos;
    }

    /** From hand-out to answer, 0 when it was not handed out. */
    public long durationNanos() {
        return durationNanos;
    }

    /** How long its environment took to initialise, when this is its first invocation, else 0. */
    public long initNanos() {
        return initNanos;
    }

    /**
     * It waited for an environment that could not be initialised.
     *
     * @param environment which
     * @param nanos how long that took
     * @param late whether it was ended because it took too long
     */
    public record FailedInit(EnvironmentId environment, long nanos, boolean late) {}

    /** The environment it waited for could not be initialised. */
    public void failedInit(FailedInit failed) {
        this.failedInit = failed;
    }

    /** The initialisation that failed while it waited for it, or null. */
    public FailedInit failedInit() {
        return failedInit;
    }

    /** The runtime says what it logged: base64, at most 4 KB of text. */
    public void logTail(String base64) {
        this.logTail = base64;
    }

    /** What the runtime said it logged, or null. */
    public String logTail() {
        return logTail;
    }

    /** Who takes the answer in pieces; null when the caller wants it whole. */
    public AnswerSink sink() {
        return sink;
    }

    /** Its runtime has begun to stream content of that type; {@code ended} is run with the outcome, whatever that is. */
    public void streaming(String contentType, Runnable ended) {
        streamedType = contentType;
        streamEnded = ended;
    }

    /** The type of what its runtime streams; null when it does not stream. */
    public String streamedType() {
        return streamedType;
    }

    /** Whether its runtime has begun to stream: it cannot be given to another environment, or again, any more. */
    public boolean isStreaming() {
        return streamedType != null;
    }

    /** What its runtime streamed ended in the middle. */
    public void breakOff() {
        brokenOff = true;
    }

    /** Whether what its runtime streamed ended in the middle. */
    public boolean isBrokenOff() {
        return brokenOff;
    }

    /** Whether its outcome is told. */
    public boolean isDone() {
        return done;
    }

    /** It has to be submitted elsewhere, and never gets an outcome from here. */
    public void move() {
        if (done) {
            throw new IllegalStateException("Invocation " + requestId() + " has an outcome");
        }
        done = true;
        whenMoved.run();
    }

    /** Tells the outcome; the second outcome of an invocation is a bug. */
    public void complete(Outcome outcome) {
        if (done) {
            throw new IllegalStateException("Invocation " + requestId() + " has two outcomes");
        }
        done = true;
        whenDone.accept(this, outcome);
        if (streamEnded != null) {
            streamEnded.run();
        }
    }
}
