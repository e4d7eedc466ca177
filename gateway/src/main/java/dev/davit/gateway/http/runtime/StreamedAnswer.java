package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.AnswerSink;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.kernel.Clock;
import dev.davit.gateway.kernel.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * An answer on its way from a runtime to a caller who takes it in pieces. At most what the connections hold is in memory: while
 * the caller is slow, or the answer faster than it may be, nothing is read from the runtime. Once the invocation has its
 * outcome, be it from here or not, the rest is read and thrown away.
 */
final class StreamedAnswer {

    /** The answer that is in the pieces. */
    static final Payload NOTHING_MORE = new Payload.Bytes(new byte[0]);

    private static final long MOST_THROWN_AWAY = 64L << 20;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** What it works with. */
    record Ports(Dispatcher dispatcher, Clock clock, StreamLimits limits) {}

    private final RuntimeCall call;
    private final Invocation invocation;
    private final Ports ports;
    private final Trailers trailers;
    private final AnswerSink sink;
    private final Pace pace;
    private final String contentType;
    private long total;
    private boolean begun;
    private int holds;
    private boolean over;

    private StreamedAnswer(RuntimeCall call, Invocation invocation, String contentType, Ports ports) {
        this.call = call;
        this.invocation = invocation;
        this.ports = ports;
        this.contentType = contentType;
        this.sink = invocation.sink();
        this.trailers = Trailers.of(call.request());
        StreamLimits limits = ports.limits();
        this.pace = new Pace(limits.burst(), limits.perSecond(), ports.clock().nanos());
    }

    /** Begins to read the request. Called before the request's handler returns. */
    static void pass(RuntimeCall call, Invocation invocation, String contentType, Ports ports) {
        StreamedAnswer answer = new StreamedAnswer(call, invocation, contentType, ports);
        invocation.streaming(contentType, answer::invocationEnded);
        HttpServerRequest request = call.request();
        request.exceptionHandler(failure -> answer.broken());
        request.handler(answer::chunk);
        request.endHandler(nothing -> answer.end());
    }

    private void chunk(Buffer chunk) {
        total += chunk.length();
        if (invocation.isDone()) {
            if (total > ports.limits().most() + MOST_THROWN_AWAY) {
                call.request().connection().close();
            }
            return;
        }
        if (total > ports.limits().most()) {
            tooLarge();
            return;
        }
        if (chunk.length() == 0) {
            return;
        }
        begin();
        sink.piece(new BufferPayload(chunk));
        long wait = pace.take(chunk.length(), ports.clock().nanos());
        if (wait > 0) {
            hold();
            long millis = Math.ceilDiv(wait, NANOS_PER_MILLI);
            Vertx.currentContext().owner().setTimer(millis, timer -> release());
        }
        if (sink.isFull()) {
            hold();
            sink.whenRoom(this::release);
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            sink.begin(contentType);
        }
    }

    private void hold() {
        if (holds++ == 0) {
            call.request().pause();
        }
    }

    private void release() {
        if (!over && --holds == 0) {
            call.request().resume();
        }
    }

    private void invocationEnded() {
        over = true;
        if (holds > 0) {
            call.request().resume();
        }
    }

    private void tooLarge() {
        RuntimeAnswers.tooLarge(call.request().response(), ports.limits().most());
        tell(SandboxErrors.responseTooLarge(ports.limits().most()));
    }

    private void end() {
        if (invocation.isDone()) {
            Verdict verdict = ports.dispatcher().expects(call.caller(), invocation.requestId());
            answer(verdict == Verdict.ACCEPTED ? Verdict.WRONG_STATE : verdict);
        } else if (trailers.isError()) {
            answer(tell(new Outcome.FunctionError(trailers.error())));
        } else {
            begin();
            answer(tell(new Outcome.Answer(NOTHING_MORE)));
        }
    }

    private Verdict tell(Outcome outcome) {
        return ports.dispatcher().answer(call.caller(), invocation.requestId(), outcome);
    }

    private void answer(Verdict verdict) {
        var response = call.request().response();
        switch (verdict) {
            case ACCEPTED -> RuntimeAnswers.accepted(response);
            case INVALID_REQUEST_ID -> RuntimeAnswers.invalidRequestId(response);
            case WRONG_STATE ->
                RuntimeAnswers.wrongState(
                        response, ports.dispatcher().runtimeState(call.caller()), "InvocationResponse");
        }
    }

    private void broken() {
        if (!invocation.isDone()) {
            ports.dispatcher().brokeOff(call.caller(), invocation.requestId());
        }
    }
}
