package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.AliasDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** One alias of a function. */
final class GetAlias implements Operation {

    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");

    private final Reading reading;

    GetAlias(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        FunctionReference function = call.function();
        String name = call.path().get("Name");
        if (!NAME.matcher(name).matches()) {
            throw ControlRefusal.constraint(
                    name, "name", "Member must satisfy regular expression pattern: " + NAME.pattern());
        }
        FunctionReference alias =
                new FunctionReference(function.region(), function.account(), function.name(), name, null);
        return reading.door().aliasReader(call, alias).thenCompose(target -> reading.reader()
                .function(target.unqualified())
                .thenCompose(exists -> reading.reader().alias(target))
                .thenApply(found -> AliasDocument.of(
                        found.orElseThrow(() -> ControlRefusal.of(
                                ErrorCode.NOT_FOUND, "Cannot find alias arn: " + target.qualifiedArn())),
                        target.arn())));
    }
}
