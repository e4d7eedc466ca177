package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import java.util.concurrent.CompletionStage;

/** A function at a version or alias, without where its code is. */
final class GetFunctionConfiguration implements Operation {

    private final Reading reading;

    GetFunctionConfiguration(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.qualifiedFunction())
                .thenCompose(reading.reader()::subject)
                .thenCompose(reading.reader()::configuration);
    }
}
