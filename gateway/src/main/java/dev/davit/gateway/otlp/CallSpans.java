package dev.davit.gateway.otlp;

import dev.davit.gateway.observe.CallEnd;
import dev.davit.gateway.observe.CallStart;
import dev.davit.gateway.observe.CallSteps;
import dev.davit.gateway.observe.CallTrace;
import dev.davit.gateway.observe.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;

/**
 * The spans of one call. Two have ids that others must know and are begun in time: the call, which its caller's trace leads to,
 * and the run, which the function's own spans go on from. The others are told at the end, from the times that were kept.
 */
final class CallSpans implements CallTrace {

    private final Tracer spans;
    private final long epoch;
    private final String traceId;
    private final String others;
    private final CallStart start;
    private final Span call;
    private final Context below;
    private Span run;

    CallSpans(Tracer spans, CallStart start, String traceId, long epoch) {
        this.spans = spans;
        this.epoch = epoch;
        this.traceId = traceId;
        this.start = start;
        TraceContext given = start.context();
        this.others = given == null ? "" : given.others();
        this.call = builder(name(start), parent(given), start.nanos())
                .setSpanKind(start.http() == null ? SpanKind.CONSUMER : SpanKind.SERVER)
                .startSpan();
        this.below = Context.root().with(call);
    }

    private static String name(CallStart start) {
        return start.target() == null ? "Invoke" : start.target().function().name();
    }

    private static Context parent(TraceContext given) {
        return given == null || given.parentId() == null
                ? Context.root()
                : Context.root()
                        .with(Span.wrap(SpanContext.createFromRemoteParent(
                                given.traceId(), given.parentId(), TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private SpanBuilder builder(String name, Context parent, long nanos) {
        return spans.spanBuilder(name).setParent(parent).setStartTimestamp(epoch + nanos, TimeUnit.NANOSECONDS);
    }

    private Span span(String name, Span parent, long from) {
        return builder(name, Context.root().with(parent), from).startSpan();
    }

    private void end(Span span, long nanos) {
        span.end(epoch + nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public String header() {
        return TraceContext.header(traceId, call.getSpanContext().getSpanId(), true, others);
    }

    @Override
    public String handed(long nanos) {
        if (run == null) {
            run = builder("run", below, nanos).setSpanKind(SpanKind.CLIENT).startSpan();
        }
        return TraceContext.header(traceId, run.getSpanContext().getSpanId(), true, others);
    }

    @Override
    public void ended(CallEnd end) {
        CallSteps steps = end.steps();
        boolean failed = CallAttributes.isError(end);
        if (steps != null && steps.started() == 0) {
            Span waited = span("queue", call, steps.submitted());
            mark(waited, end, failed);
            end(waited, end.nanos());
        } else if (steps != null && steps.started() > steps.submitted()) {
            waited(steps);
        }
        if (run != null) {
            CallAttributes.ofRun(run, end);
            mark(run, end, failed);
            end(run, steps == null ? end.nanos() : steps.ended());
        }
        CallAttributes.ofCall(call, start, end);
        mark(call, end, failed);
        end(call, end.nanos());
    }

    private static void mark(Span span, CallEnd end, boolean failed) {
        if (failed) {
            span.setStatus(StatusCode.ERROR, end.errorMessage() == null ? "" : end.errorMessage());
        }
        if (end.errorType() != null) {
            span.setAttribute(Attributes.ERROR_TYPE, end.errorType());
        }
    }

    /** The wait, and in it the start of the environment, as far as it happened after the call had come. */
    private void waited(CallSteps steps) {
        Span queue = span("queue", call, steps.submitted());
        if (steps.coldStart()) {
            CallSteps.Life life = steps.life();
            long since = steps.submitted();
            Span cold = span("cold start", queue, since);
            part("create environment", cold, since, life.seen());
            boolean generic = life.claimed() != 0;
            if (generic) {
                part("boot", cold, Math.max(since, life.seen()), life.booted());
            }
            part("init", cold, Math.max(since, generic ? life.claimed() : life.seen()), life.initialised());
            end(cold, life.initialised());
        }
        end(queue, steps.started());
    }

    private void part(String name, Span parent, long from, long until) {
        if (until > from) {
            end(span(name, parent, from), until);
        }
    }
}
