package dev.davit.gateway.http.url;

import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.ResponsePipe;
import io.vertx.core.buffer.Buffer;

/**
 * An HTTP response that is sent while the function makes it (InvokeMode RESPONSE_STREAM). Once its head is out, an error can only
 * be told by cutting the connection, so that nobody takes a part for the whole.
 */
final class UrlStream extends ResponsePipe {

    private static final String JSON = "application/json";

    private enum Stage {
        NOTHING,
        PRELUDE,
        BODY,
        /** Answered already, whatever still comes. */
        OVER
    }

    private final UrlCall call;
    private Stage stage = Stage.NOTHING;
    private Prelude prelude;

    UrlStream(UrlCall call) {
        super(call.request().response());
        this.call = call;
    }

    @Override
    public void begin(String contentType) {
        if (contentType.startsWith(Prelude.CONTENT_TYPE)) {
            stage = Stage.PRELUDE;
            prelude = new Prelude();
        } else {
            head(AnswerHead.plain(contentType));
        }
    }

    @Override
    public void piece(Payload piece) {
        Buffer bytes = BufferPayload.bufferOf(piece);
        switch (stage) {
            case BODY -> write(bytes);
            case PRELUDE -> inPrelude(bytes);
            case NOTHING, OVER -> {}
        }
    }

    private void inPrelude(Buffer bytes) {
        Prelude.Found found = prelude.take(bytes);
        if (found == null) {
            if (prelude.isTooLong()) {
                malformed();
            }
            return;
        }
        AnswerHead head = HttpAnswer.prelude(found.head());
        if (head == null) {
            malformed();
            return;
        }
        head(head);
        if (stage == Stage.BODY) {
            // Even of nothing: the head goes out, though the body may take its time.
            write(found.rest());
        }
    }

    private void head(AnswerHead head) {
        stage = Stage.BODY;
        if (response().closed()) {
            return;
        }
        head.writeTo(response(), call.url());
        response().putHeader(UrlErrors.REQUEST_ID, call.id());
        if (head.hasBody()) {
            open();
        } else {
            stage = Stage.OVER;
            close();
        }
    }

    private void malformed() {
        stage = Stage.OVER;
        UrlErrors.failed(call);
    }

    /** Ends the response. A function that does not stream is answered with all it said at once, as it said it. */
    void outcome(Invocation invocation, Outcome outcome) {
        switch (outcome) {
            case Outcome.Answer answer -> {
                if (stage == Stage.NOTHING) {
                    head(AnswerHead.plain(JSON));
                    if (answer.body().length() > 0) {
                        write(BufferPayload.bufferOf(answer.body()));
                    }
                }
                end();
            }
            case Outcome.FunctionError error -> fail();
            case Outcome.Refused refused -> {
                if (stage == Stage.NOTHING) {
                    stage = Stage.OVER;
                    UrlErrors.refused(call, refused.refusal());
                } else {
                    fail();
                }
            }
        }
    }

    private void end() {
        switch (stage) {
            case BODY -> {
                stage = Stage.OVER;
                close();
            }
            case NOTHING, PRELUDE -> malformed();
            case OVER -> {}
        }
    }

    private void fail() {
        switch (stage) {
            case NOTHING, PRELUDE -> malformed();
            case BODY -> {
                stage = Stage.OVER;
                call.request().connection().close();
            }
            case OVER -> {}
        }
    }
}
