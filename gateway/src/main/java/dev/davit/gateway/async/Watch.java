package dev.davit.gateway.async;

import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Refusal;
import dev.davit.gateway.observe.CallEnd;
import dev.davit.gateway.observe.CallStart;
import dev.davit.gateway.observe.CallTrace;
import dev.davit.gateway.observe.FaultReport;
import dev.davit.gateway.observe.Observers;
import dev.davit.gateway.observe.TraceContext;

/** Tells those who watch of each attempt to run an event. It goes on in the trace of the call that brought the event. */
final class Watch {

    private static final String FUNCTION_ERROR = "FunctionError";

    private final Observers observers;
    private final Clock clock;

    Watch(AsyncInvocations.Ports ports) {
        this.observers = ports.observers();
        this.clock = ports.clock();
    }

    /** An attempt begins; null when nobody follows it. */
    CallTrace begin(Invocation.Call call) {
        return observers.tracer().isOn()
                ? observers
                        .tracer()
                        .begin(new CallStart(
                                clock.nanos(),
                                call.requestId(),
                                CallStart.Trigger.EVENT,
                                target(call),
                                null,
                                TraceContext.of(call.traceId(), null),
                                true))
                : null;
    }

    private static CallStart.Target target(Invocation.Call call) {
        return new CallStart.Target(
                call.function(),
                call.version(),
                call.invokedArn(),
                call.revision().memorySize());
    }

    /** An attempt is over. */
    void ended(Invocation invocation, Outcome outcome) {
        Invocation.Call call = invocation.call();
        Refusal refusal = outcome instanceof Outcome.Refused refused ? refused.refusal() : null;
        if (refusal != null && refusal.fault() != null) {
            observers
                    .faults()
                    .happened(new FaultReport(
                            refusal.fault(), refusal.message(), call.requestId(), call.function(), call.version()));
        }
        if (invocation.trace() != null) {
            String error = refusal != null
                    ? refusal.code().type()
                    : outcome instanceof Outcome.FunctionError ? FUNCTION_ERROR : null;
            invocation
                    .trace()
                    .ended(new CallEnd(
                            clock.nanos(),
                            target(call),
                            0,
                            error,
                            refusal == null ? null : refusal.message(),
                            refusal == null ? null : refusal.fault(),
                            invocation.steps()));
        }
    }
}
