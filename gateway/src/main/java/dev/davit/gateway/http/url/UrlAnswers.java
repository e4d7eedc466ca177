package dev.davit.gateway.http.url;

import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.Executor;

/** Outcomes as HTTP responses that are complete when they are sent (InvokeMode BUFFERED). */
final class UrlAnswers {

    private static final int LARGE = 128 * 1024;

    private final Executor owner;
    private final Executor workers;

    UrlAnswers(Executor owner, Executor workers) {
        this.owner = owner;
        this.workers = workers;
    }

    /** Answers a finished invocation; a large answer is read off the event loop. */
    void outcome(UrlCall call, Invocation invocation, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answer answer -> {
                if (answer.body().length() < LARGE) {
                    send(call, read(answer.body(), invocation.streamedType()));
                } else {
                    workers.execute(() -> {
                        HttpAnswer read = read(answer.body(), invocation.streamedType());
                        owner.execute(() -> send(call, read));
                    });
                }
            }
            case Outcome.FunctionError error -> UrlErrors.failed(call);
            case Outcome.Refused refused -> UrlErrors.refused(call, refused.refusal());
        }
    }

    /** An answer that its runtime streamed is no JSON: it has a prelude, or is the body itself. */
    private static HttpAnswer read(Payload payload, String streamedType) {
        Buffer body = BufferPayload.bufferOf(payload);
        if (streamedType == null) {
            return HttpAnswer.of(body.getBytes());
        }
        if (!streamedType.startsWith(Prelude.CONTENT_TYPE)) {
            return new HttpAnswer(AnswerHead.plain(streamedType), body.getBytes());
        }
        Prelude.Found found = new Prelude().take(body);
        AnswerHead head = found == null ? null : HttpAnswer.prelude(found.head());
        return head == null ? null : new HttpAnswer(head, found.rest().getBytes());
    }

    private static void send(UrlCall call, HttpAnswer answer) {
        if (answer == null) {
            UrlErrors.failed(call);
            return;
        }
        HttpServerResponse response = call.request().response();
        if (!response.closed()) {
            answer.head().writeTo(response, call.url());
            response.putHeader(UrlErrors.REQUEST_ID, call.id());
            response.end(answer.head().hasBody() ? Buffer.buffer(answer.body()) : Buffer.buffer());
        }
    }
}
