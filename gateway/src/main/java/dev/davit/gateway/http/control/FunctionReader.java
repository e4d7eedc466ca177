package dev.davit.gateway.http.control;

import dev.davit.api.common.Arn;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.gateway.catalog.Catalog;
import dev.davit.gateway.http.control.document.AliasDocument;
import dev.davit.gateway.http.control.document.ConfigurationDocument;
import dev.davit.gateway.http.control.document.Document;
import dev.davit.gateway.http.control.document.QualifiedSettings;
import dev.davit.gateway.http.control.document.RuntimeVersion;
import dev.davit.gateway.http.control.document.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads functions at a version; what is not there is refused in AWS's words. */
final class FunctionReader {

    private final FunctionDirectory directory;

    FunctionReader(FunctionDirectory directory) {
        this.directory = directory;
    }

    /** The Function that is meant, whatever the qualifier. */
    CompletionStage<Function> function(Target target) {
        return function(target, () -> ControlRefusal.functionNotFound(target.qualifiedArn()));
    }

    private CompletionStage<Function> function(Target target, Supplier<ControlRefusal> missing) {
        return directory.function(target.namespace(), target.resource()).thenApply(found -> found.filter(
                        function -> Subject.name(function).equals(target.name()))
                .orElseThrow(missing));
    }

    /** The function at the version that the qualifier names, with the ARN that the caller used. */
    CompletionStage<Subject> subject(Target target) {
        Arn arn = target.arn().qualified(target.qualifier());
        return function(target).thenCompose(function -> {
            if (target.isLatest()) {
                return CompletableFuture.completedFuture(new Subject(function, null, null, arn));
            }
            if (Catalog.LATEST_PUBLISHED.equals(target.qualifier())) {
                return versions(target)
                        .thenCompose(all -> published(
                                target,
                                function,
                                all.isEmpty() ? "" : all.getLast().getStatus().version));
            }
            return target.isVersion()
                    ? published(target, function, target.qualifier())
                    : alias(target).thenCompose(alias -> atVersionOf(target, function, alias));
        });
    }

    private CompletionStage<Subject> atVersionOf(Target target, Function function, Optional<Alias> alias) {
        String version = alias.map(AliasDocument::functionVersion)
                .orElseThrow(() -> ControlRefusal.functionNotFound(target.qualifiedArn()));
        Arn arn = target.arn().qualified(target.qualifier());
        return version.equals(Subject.LATEST)
                ? CompletableFuture.completedFuture(new Subject(function, null, null, arn))
                : published(target, function, version);
    }

    private CompletionStage<Subject> published(Target target, Function function, String number) {
        Arn arn = target.arn().qualified(target.qualifier());
        return version(target, number).thenCompose(found -> {
            Version version = found.orElseThrow(() -> ControlRefusal.functionNotFound(target.qualifiedArn()));
            return withRevision(function, version, arn);
        });
    }

    /** A published version, with what it runs. */
    private CompletionStage<Subject> withRevision(Function function, Version version, Arn arn) {
        return directory
                .revision(version.getMetadata().getNamespace(), version.getStatus().revision)
                .thenApply(revision -> new Subject(function, version, revision.orElse(null), arn));
    }

    /** Reads what each of them runs; in the same order. */
    CompletionStage<List<Subject>> withRevisions(List<Subject> subjects) {
        List<CompletableFuture<Subject>> all = subjects.stream()
                .map(subject -> (subject.version() == null
                                ? CompletableFuture.completedFuture(subject)
                                : withRevision(subject.function(), subject.version(), subject.arn()))
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    /** The published versions of the function, the lowest number first. */
    CompletionStage<List<Version>> versions(Target target) {
        return directory.versions(target.namespace()).thenApply(all -> all.getOrDefault(target.name(), List.of()));
    }

    /** The aliases of the function by name. */
    CompletionStage<List<Alias>> aliases(Target target) {
        return directory.aliases(target.namespace()).thenApply(all -> all.getOrDefault(target.name(), List.of()));
    }

    /** The alias that the qualifier names. */
    CompletionStage<Optional<Alias>> alias(Target target) {
        return aliases(target).thenApply(all -> all.stream()
                .filter(alias -> AliasDocument.name(alias).equals(target.qualifier()))
                .findFirst());
    }

    /** The published version of that number. */
    CompletionStage<Optional<Version>> version(Target target, String number) {
        return versions(target).thenApply(all -> all.stream()
                .filter(version -> version.getStatus().version.equals(number))
                .findFirst());
    }

    /** What is set for {@code $LATEST} and for each version and alias, in the order of the qualifiers. */
    CompletionStage<List<QualifiedSettings>> settings(Target target) {
        Target function = target.unqualified();
        return settings(function, () -> ControlRefusal.functionNotFound(function.qualifiedArn()));
    }

    /** The same for operations that have words of their own for a function that is not there. */
    CompletionStage<List<QualifiedSettings>> settings(Target target, Supplier<ControlRefusal> missing) {
        return function(target, missing)
                .thenCompose(function -> versions(target).thenCombine(aliases(target), (versions, aliases) -> Stream.of(
                                Stream.of(QualifiedSettings.of(function)),
                                versions.stream().map(QualifiedSettings::of),
                                aliases.stream().map(QualifiedSettings::of))
                        .flatMap(each -> each)
                        .sorted(Comparator.comparing(QualifiedSettings::qualifier))
                        .toList()));
    }

    /** Everything that AWS tells of a function at a version. */
    CompletionStage<Document> configuration(Subject subject) {
        return runtimeImage(subject).thenApply(image -> ConfigurationDocument.of(
                        subject, ConfigurationDocument.Detail.FULL)
                .put(
                        "RuntimeVersionConfig",
                        image.map(found -> RuntimeVersion.of(subject.arn().region(), found))
                                .orElse(null)));
    }

    /** The image that environments of the function boot; empty when it is not known or the function is an image itself. */
    private CompletionStage<Optional<String>> runtimeImage(Subject subject) {
        CompletionStage<Optional<FunctionRevision>> revision = subject.version() != null
                ? CompletableFuture.completedFuture(Optional.ofNullable(subject.revision()))
                : served(subject.function());
        return revision.thenCompose(found -> found.map(FunctionRevision::getSpec)
                .filter(spec -> spec.imageURI == null && spec.environmentPool != null)
                .map(spec -> directory.runtimeImage(subject.namespace(), spec.environmentPool))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletionStage<Optional<FunctionRevision>> served(Function function) {
        return function.getStatus() == null || function.getStatus().revision == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : directory.revision(function.getMetadata().getNamespace(), function.getStatus().revision);
    }
}
