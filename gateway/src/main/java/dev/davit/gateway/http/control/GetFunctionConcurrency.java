package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import java.util.concurrent.CompletionStage;

/** A function's reserved concurrency; an empty answer when it has none. */
final class GetFunctionConcurrency implements Operation {

    private final Reading reading;

    GetFunctionConcurrency(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.function())
                .thenCompose(reading.reader()::function)
                .thenApply(function ->
                        new Document().put("ReservedConcurrentExecutions", Subject.reservedConcurrency(function)));
    }
}
