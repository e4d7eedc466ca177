package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.gateway.http.control.document.CodeDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import java.util.concurrent.CompletionStage;

/** A function at a version or alias, with where its code is, its tags and its reserved concurrency. */
final class GetFunction implements Operation {

    private final Reading reading;

    GetFunction(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.qualifiedFunction())
                .thenCompose(reading.reader()::subject)
                .thenCompose(subject -> reading.reader()
                        .configuration(subject)
                        .thenApply(configuration -> document(subject, configuration)));
    }

    private static Document document(Subject subject, Document configuration) {
        FunctionSpec spec = subject.function().getSpec();
        Integer reserved = Subject.reservedConcurrency(subject.function());
        return new Document()
                .put("Configuration", configuration)
                .put("Code", CodeDocument.of(subject))
                .put("Tags", spec.tags == null || spec.tags.isEmpty() ? null : spec.tags)
                .put(
                        "Concurrency",
                        reserved == null ? null : new Document().put("ReservedConcurrentExecutions", reserved));
    }
}
