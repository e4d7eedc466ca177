package dev.davit.gateway.http.invoke;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.davit.gateway.environment.Invocation;
import dev.davit.gateway.environment.Outcome;
import dev.davit.gateway.environment.Payload;
import dev.davit.gateway.http.BufferPayload;
import dev.davit.gateway.http.EventStreamMessage;
import dev.davit.gateway.http.ResponsePipe;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * The answer of {@code InvokeWithResponseStream}: a PayloadChunk for each piece and InvokeComplete at the end, with what went
 * wrong if something did. A function that does not stream is answered with one chunk.
 */
final class StreamAnswers extends ResponsePipe {

    private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("application/vnd.amazon.eventstream");

    private final Invocation.Call call;
    private final LogTails tails;
    private boolean begun;

    StreamAnswers(HttpServerResponse response, Invocation.Call call, LogTails tails) {
        super(response);
        this.call = call;
        this.tails = tails;
    }

    @Override
    public void begin(String contentType) {
        begun = true;
        if (!response().closed()) {
            InvokeAnswers.executed(response().headers(), call);
            response().putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM);
            open();
        }
    }

    @Override
    public void piece(Payload piece) {
        write(EventStreamMessage.event("PayloadChunk", "application/octet-stream", BufferPayload.bufferOf(piece)));
    }

    /** Ends the stream, or answers without one what was refused before it began. */
    void outcome(Invocation invocation, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused && !begun) {
            InvokeAnswers.refusal(response(), invocation.requestId(), refused.refusal());
            return;
        }
        if (!begun) {
            begin(null);
        }
        switch (outcome) {
            case Outcome.Answer answer -> {
                if (answer.body().length() > 0) {
                    piece(answer.body());
                }
                complete(invocation, outcome, null, null);
            }
            case Outcome.FunctionError error -> {
                String details = BufferPayload.bufferOf(error.body()).toString(StandardCharsets.UTF_8);
                complete(invocation, outcome, FunctionErrorType.of(details), details);
            }
            case Outcome.Refused refused ->
                complete(
                        invocation,
                        outcome,
                        refused.refusal().code().type(),
                        refused.refusal().message());
        }
    }

    private void complete(Invocation invocation, Outcome outcome, String code, String details) {
        tails.of(invocation, outcome, tail -> {
            StringBuilder json = new StringBuilder("{");
            member(json, "ErrorCode", code);
            member(json, "ErrorDetails", details);
            member(json, "LogResult", tail);
            Buffer text = Buffer.buffer(json.append('}').toString());
            write(EventStreamMessage.event("InvokeComplete", "application/json", text));
            close();
        });
    }

    private static void member(StringBuilder json, String name, String value) {
        if (value != null) {
            json.append(json.length() > 1 ? ",\"" : "\"").append(name).append("\":\"");
            JsonStringEncoder.getInstance().quoteAsString(value, json);
            json.append('"');
        }
    }
}
