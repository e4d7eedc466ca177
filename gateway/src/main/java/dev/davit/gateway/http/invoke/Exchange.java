package dev.davit.gateway.http.invoke;

import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.CallEnd;
import dev.davit.gateway.observe.CallStart;
import dev.davit.gateway.observe.CallSteps;
import dev.davit.gateway.observe.CallTrace;
import dev.davit.gateway.observe.FaultReport;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.TraceContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.BiConsumer;

/** One request to the invoke port, and what those who watch are told of it. Owner thread only. */
public final class Exchange {

    private static final String AMAZON = "X-Amzn-Trace-Id";
    private static final String W3C = "traceparent";

    private final HttpServerRequest request;
    private final String id;
    private final Observers observers;
    private final Clock clock;
    private final long arrived;
    private boolean proven;
    private CallStart.Target target;
    private CallTrace trace;

    /** A request that has just arrived, with the id that it gets. */
    public Exchange(HttpServerRequest request, String id, Observers observers, Clock clock) {
        this.request = request;
        this.id = id;
        this.observers = observers;
        this.clock = clock;
        this.arrived = clock.nanos();
    }

    /** The request. */
    public HttpServerRequest request() {
        return request;
    }

    /** Its response. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** The id of the request. */
    public String id() {
        return id;
    }

    /** It is known who calls. */
    public void proven() {
        proven = true;
    }

    /**
     * It is known what is to be called, and the caller may. Answers the trace header to carry on.
     *
     * @param trigger how the call came
     * @param route the path with names in braces for what varies, or null
     * @param called what is called
     */
    public String begin(CallStart.Trigger trigger, String route, CallStart.Target called) {
        target = called;
        if (trace != null) {
            return trace.header(); // begun already, but its namespace went to another replica and came back
        }
        if (observers.tracer().isOn()) {
            return follow(trigger, route);
        }
        String given = request.getHeader(AMAZON);
        String traceparent = request.getHeader(W3C);
        TraceContext context = given == null && traceparent == null ? null : TraceContext.of(given, traceparent);
        if (context == null) {
            return TraceIds.of(id, clock.epochMillis());
        }
        if (context.parentId() == null) {
            boolean sampled = Boolean.TRUE.equals(context.sampled());
            return TraceContext.header(context.traceId(), TraceIds.parent(id), sampled, context.others());
        }
        return traceparent == null ? given : context.header();
    }

    private String follow(CallStart.Trigger trigger, String route) {
        TraceContext context = TraceContext.of(request.getHeader(AMAZON), request.getHeader(W3C));
        trace = observers.tracer().begin(new CallStart(arrived, id, trigger, target, http(route), context, proven));
        if (trace != null) {
            return trace.header();
        }
        return context == null
                ? TraceIds.of(id, clock.epochMillis())
                : TraceContext.header(context.traceId(), context.parentId(), false, context.others());
    }

    private CallStart.Http http(String route) {
        var peer = request.remoteAddress();
        return new CallStart.Http(
                request.method().name(),
                route,
                request.path(),
                request.isSSL() ? "https" : "http",
                request.getHeader("User-Agent"),
                peer == null ? null : peer.hostAddress());
    }

    /** It is decided which version runs. */
    public void found(String version, int memorySize) {
        target = new CallStart.Target(target.function(), version, target.invokedArn(), memorySize);
    }

    /** Who follows the call, or null. */
    public CallTrace trace() {
        return trace;
    }

    /** Answers what is refused before it was given to the dispatcher. */
    public void refuse(Refusal refusal) {
        if (TypedAnswers.areFor(request)) {
            refuse(refusal, () -> TypedAnswers.refusal(response(), id, refusal, List.of()));
        } else {
            refuse(refusal, () -> InvokeAnswers.refusal(response(), id, refusal));
        }
    }

    /** The same with another answer than the Invoke API's. */
    public void refuse(Refusal refusal, Runnable answer) {
        report(refusal);
        answer.run();
        if (trace == null && observers.tracer().isOn() && (proven || refusal.fault() != null)) {
            TraceContext context = TraceContext.of(request.getHeader(AMAZON), request.getHeader(W3C));
            trace = observers
                    .tracer()
                    .begin(new CallStart(arrived, id, CallStart.Trigger.INVOKE, target, http(null), context, proven));
        }
        if (trace != null) {
            end(refusal.code().type(), refusal, null);
        }
    }

    /** It was answered without an invocation. */
    public void answered() {
        if (trace != null) {
            end(null, null, null);
        }
    }

    /** Does with an outcome what it says, and tells those who watch. */
    public BiConsumer<Invocation, Outcome> then(BiConsumer<Invocation, Outcome> answer) {
        return (invocation, outcome) -> {
            Refusal refusal = outcome instanceof Outcome.Refused refused ? refused.refusal() : null;
            if (refusal != null) {
                report(refusal);
            }
            answer.accept(invocation, outcome);
            if (trace != null) {
                end(errorType(outcome), refusal, invocation.steps());
            }
        };
    }

    private static String errorType(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer answer -> null;
            case Outcome.FunctionError error -> FunctionErrorType.of(error.body());
            case Outcome.Refused refused -> refused.refusal().code().type();
        };
    }

    private void report(Refusal refusal) {
        if (refusal.fault() != null) {
            observers
                    .faults()
                    .happened(new FaultReport(
                            refusal.fault(),
                            refusal.message(),
                            id,
                            target == null ? null : target.function(),
                            target == null ? null : target.version()));
        }
    }

    /** Once it is sent: a large answer may still be in the making. */
    private void end(String errorType, Refusal refusal, CallSteps steps) {
        if (response().ended() || response().closed()) {
            tell(errorType, refusal, steps);
        } else {
            response().bodyEndHandler(sent -> tell(errorType, refusal, steps));
        }
    }

    private void tell(String errorType, Refusal refusal, CallSteps steps) {
        trace.ended(new CallEnd(
                clock.nanos(),
                target,
                response().getStatusCode(),
                errorType,
                refusal == null ? null : refusal.message(),
                refusal == null ? null : refusal.fault(),
                steps));
    }
}
