package dev.davit.gateway.http.control;

import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.http.control.document.ConfigurationDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.gateway.http.invoke.Constraints;
import dev.davit.gateway.http.invoke.FunctionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The versions of a function: what is not published, then each published one. */
final class ListVersionsByFunction implements Operation {

    private final Reading reading;

    ListVersionsByFunction(Reading reading) {
        this.reading = reading;
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Constraints constraints = new Constraints();
        FunctionReference named = call.function(constraints);
        Paging paging = call.paging(Paging.PAGE, Paging.HIGHEST, constraints);
        ControlRefusal.throwIf(constraints);
        return reading.door()
                .lister(call, named, "versions")
                .thenCompose(target -> reading.reader().function(target).thenCompose(function -> reading.reader()
                        .versions(target)
                        .thenCompose(versions -> page(target, function, versions, paging))));
    }

    private CompletionStage<Document> page(Target target, Function function, List<Version> versions, Paging paging) {
        Paging.Cut<Subject> page = paging.of(subjects(target, function, versions), ListVersionsByFunction::key);
        return reading.reader().withRevisions(page.items()).thenApply(subjects -> new Document()
                .put("NextMarker", page.next())
                .put(
                        "Versions",
                        subjects.stream()
                                .map(subject -> ConfigurationDocument.of(subject, ConfigurationDocument.Detail.LISTED))
                                .toList()));
    }

    private static List<Subject> subjects(Target target, Function function, List<Version> versions) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject(function, null, null, target.arn().qualified(Subject.LATEST)));
        for (Version version : versions) {
            subjects.add(new Subject(function, version, null, target.arn().qualified(version.getStatus().version)));
        }
        return subjects;
    }

    /** Numbers of versions in the order of texts. */
    private static String key(Subject subject) {
        long number =
                subject.version() == null ? 0 : Long.parseLong(subject.version().getStatus().version);
        return "%019d".formatted(number);
    }
}
