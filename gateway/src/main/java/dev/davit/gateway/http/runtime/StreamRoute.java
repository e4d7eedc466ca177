package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.Intake;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** {@code POST /2018-06-01/runtime/invocation/{id}/response} in a response mode, or in chunks: streaming, unless it says buffered. */
record StreamRoute(StreamedAnswer.Ports ports, Intake intake) {

    static final String MODE = "Lambda-Runtime-Function-Response-Mode";
    private static final String DEFAULT_TYPE = "application/octet-stream";

    /** Whether that mode is the one in which whole answers are posted. */
    static boolean isBuffered(String mode) {
        return mode == null || mode.equalsIgnoreCase("buffered");
    }

    /** For an environment that works on that request; a null mode is the caller's. */
    void handle(RuntimeCall call, String requestId, String mode) {
        if (mode != null && !mode.equalsIgnoreCase("streaming")) {
            RuntimeAnswers.error(
                    call.request().response(),
                    400,
                    "InvalidFunctionResponseMode",
                    "Invalid function response mode: say streaming, or leave the header out");
            return;
        }
        String type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
        Invocation invocation = ports.dispatcher().invocation(call.caller());
        if (invocation.sink() == null) {
            collect(call, invocation, type == null ? DEFAULT_TYPE : type);
        } else {
            StreamedAnswer.pass(call, invocation, type == null ? DEFAULT_TYPE : type, ports);
        }
    }

    /** The caller wants it whole, so it may be no larger than other answers. */
    private void collect(RuntimeCall call, Invocation invocation, String type) {
        invocation.streaming(type, () -> {});
        Trailers trailers = Trailers.of(call.request());
        HttpServerResponse response = call.request().response();
        BodyReader.read(call.request(), intake, SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                intake.release(body.length());
                tell(
                        trailers.isError()
                                ? new Outcome.FunctionError(trailers.error())
                                : new Outcome.Answer(new BufferPayload(body)));
            }

            @Override
            public void tooLarge() {
                RuntimeAnswers.tooLarge(response);
                tell(SandboxErrors.responseTooLarge());
            }

            @Override
            public void noRoom() {
                RuntimeAnswers.error(response, 503, "ServiceUnavailable", "The gateway has no memory for this.");
                tell(SandboxErrors.truncated(invocation.requestId()));
            }

            @Override
            public void broken() {
                ports.dispatcher().brokeOff(call.caller(), invocation.requestId());
            }

            private void tell(Outcome outcome) {
                Verdict verdict = invocation.isDone()
                        ? Verdict.INVALID_REQUEST_ID
                        : ports.dispatcher().answer(call.caller(), invocation.requestId(), outcome);
                if (verdict == Verdict.ACCEPTED) {
                    RuntimeAnswers.accepted(response);
                } else {
                    RuntimeAnswers.invalidRequestId(response);
                }
            }
        });
    }
}
