package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import java.util.concurrent.CompletionStage;

/** What happens when a function calls itself in a loop: asynchronous chains are stopped after 16 turns. */
final class GetFunctionRecursionConfig implements Operation {

    private final Reading reading;

    GetFunctionRecursionConfig(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.function())
                .thenCompose(reading.reader()::function)
                .thenApply(function -> new Document().put("RecursiveLoop", "Terminate"));
    }
}
