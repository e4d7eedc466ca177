package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.Intake;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/** {@code POST /2018-06-01/runtime/invocation/{id}/response} and {@code …/error}: how an invocation ended. */
record ResponseRoute(Dispatcher dispatcher, Intake intake, StreamRoute stream) {

    /** Ours: what the runtime logged during the invocation, base64 of at most 4 KB. */
    static final String LOG_TAIL = "Davit-Log-Tail";

    void handle(RuntimeCall call, String requestId, boolean error) {
        Verdict expected = dispatcher.expects(call.caller(), requestId);
        if (expected != Verdict.ACCEPTED) {
            answer(call, expected, error);
            return;
        }
        // Runtimes that do not know it do not send it.
        String handOut = call.request().getHeader(HttpPoll.HAND_OUT);
        if (handOut != null
                && !handOut.equals(dispatcher.invocation(call.caller()).handOut())) {
            RuntimeAnswers.stale(call.request().response());
            return;
        }
        if (!error && isForStream(call, requestId)) {
            return;
        }
        BodyReader.read(call.request(), intake, SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                intake.release(body.length());
                BufferPayload payload = new BufferPayload(body);
                Outcome outcome = error ? new Outcome.FunctionError(payload) : new Outcome.Answer(payload);
                dispatcher.logged(call.caller(), call.request().getHeader(LOG_TAIL));
                answer(call, dispatcher.answer(call.caller(), requestId, outcome), error);
            }

            @Override
            public void noRoom() {
                RuntimeAnswers.error(
                        call.request().response(), 503, "ServiceUnavailable", "The gateway has no memory for this.");
            }

            @Override
            public void broken() {
                dispatcher.brokeOff(call.caller(), requestId);
            }

            @Override
            public void tooLarge() {
                Verdict verdict = dispatcher.answer(call.caller(), requestId, SandboxErrors.responseTooLarge());
                if (verdict == Verdict.ACCEPTED) {
                    RuntimeAnswers.tooLarge(call.request().response());
                } else {
                    answer(call, verdict, error);
                }
            }
        });
    }

    /** Whether another route has taken it: the answer is to be streamed, or is being streamed already. */
    private boolean isForStream(RuntimeCall call, String requestId) {
        if (dispatcher.invocation(call.caller()).isStreaming()) {
            answer(call, Verdict.WRONG_STATE, false);
            return true;
        }
        String mode = call.request().getHeader(StreamRoute.MODE);
        // AWS's client for Go names no mode, and sends every answer in chunks with trailers: then the caller's mode
        // decides.
        boolean inPieces = mode == null && !call.request().headers().contains(HttpHeaders.CONTENT_LENGTH);
        if (StreamRoute.isBuffered(mode) && !inPieces) {
            return false;
        }
        stream.handle(call, requestId, mode);
        return true;
    }

    private void answer(RuntimeCall call, Verdict verdict, boolean error) {
        var response = call.request().response();
        switch (verdict) {
            case ACCEPTED -> {
                RuntimeAnswers.accepted(response);
                HeldAnswer.written(call.request());
            }
            case INVALID_REQUEST_ID -> RuntimeAnswers.invalidRequestId(response);
            case WRONG_STATE ->
                RuntimeAnswers.wrongState(
                        response,
                        dispatcher.runtimeState(call.caller()),
                        error ? "InvocationErrorResponse" : "InvocationResponse");
        }
    }
}
