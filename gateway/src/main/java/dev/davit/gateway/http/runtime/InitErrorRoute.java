package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.Intake;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;

/** {@code POST /2018-06-01/runtime/init/error}: the runtime could not load the function. */
record InitErrorRoute(Dispatcher dispatcher, Intake intake) {

    void handle(RuntimeCall call) {
        BodyReader.read(call.request(), intake, SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                intake.release(body.length());
                String before = dispatcher.runtimeState(call.caller());
                InitErrorText said = InitErrorText.of(body);
                Verdict verdict = dispatcher.initError(call.caller(), outcome(said, body), said.line());
                if (verdict == Verdict.ACCEPTED) {
                    RuntimeAnswers.accepted(call.request().response());
                } else {
                    RuntimeAnswers.wrongState(call.request().response(), before, "InitError");
                }
            }

            private Function<Invocation, Outcome> outcome(InitErrorText said, Buffer body) {
                if (SandboxErrors.INVALID_ENTRYPOINT.equals(said.type())) {
                    // There is no runtime to say it: on AWS, too, these are the environment's own words.
                    return invocation -> SandboxErrors.error(invocation.requestId(), said.type(), said.message());
                }
                Outcome same = new Outcome.FunctionError(new BufferPayload(body));
                return invocation -> same;
            }

            @Override
            public void noRoom() {
                tooLarge();
            }

            @Override
            public void tooLarge() {
                RuntimeAnswers.tooLarge(call.request().response());
            }
        });
    }
}
