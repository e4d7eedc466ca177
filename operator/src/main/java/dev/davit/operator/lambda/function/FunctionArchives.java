package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.code.CodeArchives;
import dev.davit.operator.code.Origin;
import dev.davit.operator.code.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the archives that a function names. What one of its revisions has pinned is known for ever: it is neither
 * fetched nor looked for again.
 *
 * @param verdict on the archive of its code; empty when its code is no archive
 * @param pinned that archive as a revision holds it, once it is taken
 * @param layers its layers, in order
 */
record FunctionArchives(Optional<Verdict> verdict, Optional<RevisionArchive> pinned, List<Layer> layers) {

    static final FunctionArchives NONE = new FunctionArchives(Optional.empty(), Optional.empty(), List.of());

    /**
     * A layer that the function names.
     *
     * @param arn its ARN
     * @param pinned the layer as a revision holds it, once it is known
     * @param version the layer version, when there is one
     */
    record Layer(String arn, Optional<RevisionLayer> pinned, Optional<LayerVersion> version) {}

    static FunctionArchives of(
            Function function, List<FunctionRevision> revisions, CodeArchives archives, List<LayerVersion> versions) {
        var spec = function.getSpec();
        List<Layer> layers = spec.layers == null
                ? List.of()
                : spec.layers.stream()
                        .map(arn -> layer(arn, revisions, versions))
                        .toList();
        Optional<Origin> origin = spec.code == null ? Optional.empty() : Origin.of(spec.code);
        if (origin.isEmpty() || spec.code.s3BucketRef != null) {
            return new FunctionArchives(Optional.empty(), Optional.empty(), layers);
        }
        Verdict verdict = known(origin.get(), revisions).orElseGet(() -> archives.look(origin.get()));
        Optional<RevisionArchive> pinned = verdict instanceof Verdict.Taken taken
                ? Optional.of(origin.get().pinned(taken))
                : Optional.empty();
        return new FunctionArchives(Optional.of(verdict), pinned, layers);
    }

    /** As the newest revision that holds this archive has it. */
    private static Optional<Verdict> known(Origin origin, List<FunctionRevision> revisions) {
        return revisions.stream()
                .filter(revision ->
                        revision.getSpec().code != null && origin.isPinnedBy(revision.getSpec().code.archive))
                .max(Comparator.comparing(revision -> revision.getMetadata().getCreationTimestamp()))
                .map(revision -> revision.getSpec().code.archive)
                .map(archive -> new Verdict.Taken(archive.sha256, archive.size, archive.unzippedSize));
    }

    private static Layer layer(String arn, List<FunctionRevision> revisions, List<LayerVersion> versions) {
        Optional<LayerVersion> version = versions.stream()
                .filter(layer -> layer.getStatus() != null && arn.equals(layer.getStatus().layerVersionARN))
                .findFirst();
        Optional<RevisionLayer> pinned = version.flatMap(LayerPins::of).or(() -> revisions.stream()
                .map(revision -> revision.getSpec().layers)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(layer -> arn.equals(layer.arn))
                .findFirst());
        return new Layer(arn, pinned, version);
    }

    /** The layers as a revision holds them; null when there are none. */
    List<RevisionLayer> pinnedLayers() {
        return layers.isEmpty()
                ? null
                : layers.stream().flatMap(layer -> layer.pinned().stream()).toList();
    }

    /** What code and layers hold together, as far as it is known. */
    long unzippedSize() {
        long code = pinned.map(archive -> archive.unzippedSize).orElse(0L);
        return code
                + layers.stream()
                        .flatMap(layer -> layer.pinned().stream())
                        .mapToLong(layer -> layer.archive.unzippedSize)
                        .sum();
    }
}
