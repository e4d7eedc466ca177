package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import java.util.concurrent.CompletionStage;

/** When a function gets a new version of its runtime: on Davit as soon as the Runtime has a new image. */
final class GetRuntimeManagementConfig implements Operation {

    private final Reading reading;

    GetRuntimeManagementConfig(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.qualifiedFunction())
                .thenCompose(reading.reader()::subject)
                .thenApply(subject -> new Document()
                        .put("UpdateRuntimeOn", "Auto")
                        .put("FunctionArn", subject.arn().toString()));
    }
}
