package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.Labels;
import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pure: which version the function publishes by itself, and which of those that it published so can go.
 *
 * @param inputs the function and what there is around it
 * @param status as it is after this pass
 * @param wanted the revision of the specification
 */
record FunctionPublishing(FunctionInputs inputs, FunctionStatus status, String wanted) {
    /** For messages under way: a gateway learns of a new version by watch. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private static final int HASH = 10;

    /** The version to make; empty when there is one of this content already, or on its way, or none is wanted yet. */
    Optional<Version> missing() {
        boolean ready = wanted.equals(status.revision) && Conditions.isTrue(status.conditions, ConditionSet.READY);
        boolean there = latest().filter(version -> wanted.equals(version.getStatus().publishedFrom))
                        .isPresent()
                || pending().anyMatch(version -> wanted.equals(version.getSpec().revisionID));
        return Boolean.TRUE.equals(inputs.spec().publish) && ready && !there
                ? Optional.of(version())
                : Optional.empty();
    }

    /** Versions that never got a number, because the function went on before they could: nobody can have called them. */
    List<Version> abandoned() {
        return pending()
                .filter(version -> !wanted.equals(version.getSpec().revisionID))
                .toList();
    }

    /** Versions beyond those that are kept, oldest first: no alias names them and none of their environments is kept. */
    List<Version> surplus() {
        Integer limit = inputs.spec().versionHistoryLimit;
        if (limit == null) {
            return List.of();
        }
        Set<String> named = inputs.published().aliases().stream()
                .flatMap(FunctionPublishing::names)
                .collect(Collectors.toSet());
        return own().filter(version -> number(version).isPresent())
                .sorted(Comparator.comparing(
                                (Version version) -> number(version).orElseThrow())
                        .reversed())
                .skip(limit)
                .filter(version -> !named.contains(version.getStatus().version))
                .filter(version -> version.getSpec().provisionedConcurrencyConfig == null)
                .toList()
                .reversed();
    }

    /** When calls of a surplus version have had their time, given the longest that one may take in seconds. */
    Instant end(Version version, ToIntFunction<Version> timeout) {
        Stream<String> moved = inputs.published().aliases().stream()
                .filter(alias -> alias.getStatus() != null)
                .map(alias -> alias.getStatus().functionVersionSince);
        Stream<String> published = latest()
                .flatMap(latest -> Conditions.find(latest.getStatus().conditions, "Published"))
                .map(condition -> condition.getLastTransitionTime())
                .stream();
        Instant since = Stream.concat(moved, published)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElse(inputs.now());
        return since.plusSeconds(timeout.applyAsInt(version)).plus(SLACK);
    }

    private static Stream<String> names(Alias alias) {
        var routing = alias.getSpec().routingConfig;
        Stream<String> weights = routing == null || routing.additionalVersionWeights == null
                ? Stream.empty()
                : routing.additionalVersionWeights.keySet().stream();
        String serves = alias.getStatus() == null ? null : alias.getStatus().functionVersion;
        return Stream.concat(Stream.of(alias.getSpec().functionVersion, String.valueOf(serves)), weights);
    }

    private Optional<Version> latest() {
        return inputs.published().versions().stream()
                .filter(version -> number(version).isPresent())
                .max(Comparator.comparing(version -> number(version).orElseThrow()));
    }

    private Stream<Version> pending() {
        return own().filter(version -> number(version).isEmpty());
    }

    /** Those that this function published by itself: it owns them, and they say so. */
    private Stream<Version> own() {
        return inputs.published().versions().stream()
                .filter(version -> version.getMetadata().getDeletionTimestamp() == null)
                .filter(version -> Owners.owns(inputs.function(), version))
                .filter(version -> version.getMetadata().getLabels() != null
                        && Labels.DAVIT.equals(version.getMetadata().getLabels().get(Labels.MANAGED_BY)));
    }

    private static Optional<Long> number(Version version) {
        return Optional.ofNullable(version.getStatus())
                .map(status -> status.version)
                .map(Long::parseLong);
    }

    /** Its name follows from what is published after which number: made twice, it is made once. */
    private Version version() {
        Function function = inputs.function();
        String after = wanted + "/" + status.lastPublishedVersion;
        Version version = new Version();
        version.setMetadata(new ObjectMetaBuilder()
                .withName(Names.join(inputs.name(), "p" + Names.hash(after, HASH)))
                .withNamespace(function.getMetadata().getNamespace())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .addToLabels(Labels.FUNCTION, inputs.name())
                .withOwnerReferences(Owners.controller(function))
                .build());
        version.getSpec().functionName = inputs.name();
        version.getSpec().revisionID = wanted;
        version.getSpec().description = inputs.spec().description;
        return version;
    }
}
