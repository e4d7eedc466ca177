package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.gateway.http.control.document.AliasDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The aliases of a function, all or those of one version. */
final class ListAliases implements Operation {

    private static final Pattern VERSION = Pattern.compile("(\\$LATEST(\\.PUBLISHED)?|[0-9]+)");

    private final Reading reading;

    ListAliases(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Constraints constraints = new Constraints();
        FunctionReference function = call.function(constraints);
        Paging paging = call.paging(Paging.PAGE, Paging.HIGHEST, constraints);
        String version = call.query().get("FunctionVersion");
        if (version != null && !VERSION.matcher(version).matches()) {
            constraints.pattern(version, "functionVersion", VERSION.pattern());
        }
        ControlRefusal.throwIf(constraints);
        return reading.door().aliasLister(call, function).thenCompose(target -> reading.reader()
                .function(target)
                .thenCompose(exists -> reading.reader().aliases(target))
                .thenApply(aliases -> document(target, of(aliases, version), paging)));
    }

    private static List<Alias> of(List<Alias> aliases, String version) {
        return aliases.stream()
                .filter(alias ->
                        version == null || AliasDocument.functionVersion(alias).equals(version))
                .toList();
    }

    private static Document document(Target target, List<Alias> aliases, Paging paging) {
        Paging.Cut<Alias> page = paging.of(aliases, AliasDocument::name);
        return new Document()
                .put("NextMarker", page.next())
                .put(
                        "Aliases",
                        page.items().stream()
                                .map(alias -> AliasDocument.of(alias, target.arn()))
                                .toList());
    }
}
