package dev.davit.operator.lambda.function;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.kernel.DesiredSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Publishes versions and removes those beyond the limit. What is to be written is decided anew on what the API server knows
 * now: a cache that lags behind must not make a version twice, nor delete one that an alias names since.
 */
final class FunctionVersions {
    private final Context<Function> context;
    private final FunctionGathering gathering;

    FunctionVersions(Context<Function> context, FunctionGathering gathering) {
        this.context = context;
        this.gathering = gathering;
    }

    /** Brings the versions up to date; returns when to look again. */
    Optional<Duration> keep(FunctionInputs inputs, FunctionStatus status, String wanted) {
        FunctionPublishing cached = new FunctionPublishing(inputs, status, wanted);
        if (cached.missing().isEmpty()
                && cached.abandoned().isEmpty()
                && cached.surplus().isEmpty()) {
            return Optional.empty();
        }
        FunctionPublishing live =
                new FunctionPublishing(inputs.with(gathering.published(inputs.function())), status, wanted);
        DesiredSet cluster = DesiredSet.in(context);
        live.missing().ifPresent(cluster::create);
        live.abandoned().forEach(cluster::delete);
        List<Version> surplus = live.surplus();
        surplus.stream()
                .filter(version -> !end(live, version).isAfter(inputs.now()))
                .forEach(cluster::delete);
        return surplus.stream()
                .map(version -> end(live, version))
                .filter(end -> end.isAfter(inputs.now()))
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(inputs.now(), end));
    }

    private Instant end(FunctionPublishing publishing, Version version) {
        return publishing.end(version, this::timeout);
    }

    private int timeout(Version version) {
        FunctionRevision revision = context.getClient()
                .resources(FunctionRevision.class)
                .inNamespace(version.getMetadata().getNamespace())
                .withName(version.getStatus().revision)
                .get();
        return revision == null ? 0 : revision.getSpec().timeout;
    }
}
