package dev.davit.gateway.http.runtime;

import dev.davit.gateway.dispatch.Dispatcher;
import dev.davit.gateway.dispatch.Verdict;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.SandboxErrors;
import dev.davit.gateway.http.BodyReader;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.Intake;
import io.vertx.core.buffer.Buffer;

/** {@code POST /2018-06-01/runtime/init/error}: the runtime could not load the function. */
record InitErrorRoute(Dispatcher dispatcher, Intake intake) {

    void handle(RuntimeCall call) {
        BodyReader.read(call.request(), intake, SandboxErrors.MAX_PAYLOAD, new BodyReader.Sink() {
            @Override
            public void complete(Buffer body) {
                intake.release(body.length());
                String before = dispatcher.runtimeState(call.caller());
                Verdict verdict = dispatcher.initError(
                        call.caller(), new Outcome.FunctionError(new BufferPayload(body)), InitErrorText.of(body));
                if (verdict == Verdict.ACCEPTED) {
                    RuntimeAnswers.accepted(call.request().response());
                } else {
                    RuntimeAnswers.wrongState(call.request().response(), before, "InitError");
                }
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
