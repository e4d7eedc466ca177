package dev.davit.gateway.http.control;

import dev.davit.api.common.Arn;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.http.control.FunctionPages.Taken;
import dev.davit.gateway.http.control.document.ConfigurationDocument;
import dev.davit.gateway.http.control.document.ConfigurationDocument.Detail;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.Subject;
import dev.davit.gateway.http.invoke.Constraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The functions of the caller's account, on demand with all their versions. */
final class ListFunctions implements Operation {

    /** Of other values of MasterRegion AWS lists the functions that were replicated from there, of which there are none here. */
    private static final String ANY_REGION = "ALL";

    private final Reading reading;
    private final FunctionPages pages;

    ListFunctions(Reading reading) {
        this.reading = reading;
        this.pages = new FunctionPages(reading.directory());
    }

    @Override
    public CompletionStage<Document> answer(ControlCall call) {
        Constraints constraints = new Constraints();
        boolean all = all(call.query().get("FunctionVersion"), constraints);
        boolean replicas = !ANY_REGION.equals(call.query().getOrDefault("MasterRegion", ANY_REGION));
        Paging paging = call.paging(Paging.PAGE, Paging.HIGHEST, constraints);
        ControlRefusal.throwIf(constraints);
        FunctionPages.Mark start = FunctionPages.Mark.of(paging);
        List<String> kinds = all ? List.of("functions", "versions") : List.of("functions");
        CompletionStage<String> account = reading.door().account(call, kinds);
        CompletionStage<Boolean> mayGet = reading.door().mayGetAll(call.caller());
        return account.thenCompose(namespace -> versions(namespace, all)
                        .thenCompose(versions -> pages.take(
                                namespace,
                                start,
                                paging.most(),
                                function -> replicas ? List.of() : subjects(namespace, function, versions))))
                .thenCompose(taken -> reading.reader()
                        .withRevisions(taken.subjects())
                        .thenCombine(mayGet, (subjects, may) -> document(subjects, taken, may)));
    }

    private static boolean all(String version, Constraints constraints) {
        if (version != null && !version.equals("ALL")) {
            constraints.oneOf(version, "functionVersion", "[ALL]");
        }
        return version != null;
    }

    /** Null when versions are not asked for. */
    private CompletionStage<Map<String, List<Version>>> versions(String namespace, boolean all) {
        return all ? reading.directory().versions(namespace) : CompletableFuture.completedFuture(null);
    }

    private List<Subject> subjects(String namespace, Function function, Map<String, List<Version>> versions) {
        Arn arn = reading.door().arn(namespace, Subject.name(function));
        if (versions == null) {
            return List.of(new Subject(function, null, null, arn));
        }
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject(function, null, null, arn.qualified(Subject.LATEST)));
        for (Version version : versions.getOrDefault(Subject.name(function), List.of())) {
            subjects.add(new Subject(function, version, null, arn.qualified(version.getStatus().version)));
        }
        return subjects;
    }

    private static Document document(List<Subject> subjects, Taken taken, boolean mayGet) {
        Detail detail = mayGet ? Detail.LISTED : Detail.CONCEALED;
        return new Document()
                .put("NextMarker", taken.next())
                .put(
                        "Functions",
                        subjects.stream()
                                .map(subject -> ConfigurationDocument.of(subject, detail))
                                .toList());
    }
}
