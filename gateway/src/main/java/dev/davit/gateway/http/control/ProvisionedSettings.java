package dev.davit.gateway.http.control;

import dev.davit.gateway.catalog.FunctionKey;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.QualifiedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers on provisioned concurrency: what is asked for, beside what there is. */
record ProvisionedSettings(Provisioning provisioning) {

    CompletionStage<Document> document(Target target, QualifiedSettings settings) {
        return provisioning
                .count(new FunctionKey(target.namespace(), target.name()), settings.qualifier())
                .thenApply(settings::provisionedDocument);
    }

    /** The answers in the order of the settings. */
    CompletionStage<List<Document>> documents(Target target, List<QualifiedSettings> settings) {
        CompletionStage<List<Document>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (QualifiedSettings each : settings) {
            all = all.thenCombine(document(target, each), (documents, document) -> {
                documents.add(document.put(
                        "FunctionArn", target.arn().qualified(each.qualifier()).toString()));
                return documents;
            });
        }
        return all;
    }
}
