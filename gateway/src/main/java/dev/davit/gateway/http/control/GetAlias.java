package dev.davit.gateway.http.control;

import dev.davit.gateway.http.control.document.AliasDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** One alias of a function. */
final class GetAlias implements Operation {

    private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");

    private static final int LONGEST = 128;

    private final Reading reading;

    GetAlias(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Constraints constraints = new Constraints();
        FunctionReference function = call.function(constraints);
        String name = call.path().get("Name");
        if (!NAME.matcher(name).matches()) {
            constraints.pattern(name, "name", NAME.pattern());
        }
        constraints.limit(name, "name", LONGEST);
        ControlRefusal.throwIf(constraints);
        FunctionReference alias = function.qualified(name);
        return reading.door().aliasReader(call, alias).thenCompose(target -> reading.reader()
                .function(target.unqualified())
                .thenCompose(exists -> reading.reader().alias(target))
                .thenApply(found -> AliasDocument.of(
                        found.orElseThrow(() -> ControlRefusal.of(
                                ErrorCode.NOT_FOUND, "Cannot find alias arn: " + target.qualifiedArn())),
                        target.arn())));
    }
}
