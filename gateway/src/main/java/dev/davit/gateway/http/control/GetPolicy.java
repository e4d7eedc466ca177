package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.concurrent.CompletionStage;

/** A function's resource policy, which no function has: on a cluster RBAC says who may invoke. */
final class GetPolicy implements Operation {

    private final Reading reading;

    GetPolicy(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        return reading.door()
                .reader(call, call.qualifiedFunction())
                .thenCompose(reading.reader()::subject)
                .thenApply(subject -> {
                    throw ControlRefusal.of(ErrorCode.NOT_FOUND, "The resource you requested does not exist.");
                });
    }
}
