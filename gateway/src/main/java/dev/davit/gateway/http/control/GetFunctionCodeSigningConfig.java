package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import java.util.concurrent.CompletionStage;

/** A function's code signing configuration; an empty answer when it has none, as on AWS. */
final class GetFunctionCodeSigningConfig implements Operation {

    private final Reading reading;

    GetFunctionCodeSigningConfig(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.function())
                .thenCompose(reading.reader()::function)
                .thenApply(function -> function.getSpec().codeSigningConfigARN == null
                        ? new Document()
                        : new Document()
                                .put("CodeSigningConfigArn", function.getSpec().codeSigningConfigARN)
                                .put("FunctionName", Subject.name(function)));
    }
}
