package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.gateway.http.control.document.AliasDocument;
import dev.davit.gateway.http.control.document.Document;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The aliases of a function, all or those of one version. */
final class ListAliases implements Operation {

    private final Reading reading;

    ListAliases(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Paging paging = call.paging(Paging.PAGE, Paging.HIGHEST);
        String version = call.query().get("FunctionVersion");
        return reading.door().aliasLister(call, call.function()).thenCompose(target -> reading.reader()
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
