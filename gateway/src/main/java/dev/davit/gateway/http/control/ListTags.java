package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** The tags of a function, which is named by its ARN. */
final class ListTags implements Operation {

    private final Reading reading;

    ListTags(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        FunctionReference function = function(call.path().get("Resource"));
        return reading.door()
                .reader(call, function)
                .thenCompose(reading.reader()::function)
                .thenApply(found ->
                        new Document().put("Tags", Objects.requireNonNullElse(found.getSpec().tags, Map.of())));
    }

    private static FunctionReference function(String resource) {
        FunctionReference function = FunctionReference.parse(resource, null);
        boolean whole = resource.startsWith("arn:")
                && function.refusal() == null
                && function.region() != null
                && function.account() != null;
        if (!whole) {
            throw ControlRefusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "Only functions have tags here, and this is not the ARN of a function: " + resource);
        }
        if (function.qualifier() != null) {
            throw ControlRefusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        return function;
    }
}
