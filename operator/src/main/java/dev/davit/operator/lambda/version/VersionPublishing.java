package dev.davit.operator.lambda.version;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.StatusWriter;
import dev.davit.operator.lambda.version.VersionReport.Publication;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Optional;

/**
 * Publishes a version: takes a number and makes the revision that runs under it, in an order that no crash upsets. One at a time:
 * of two versions of one content that are published at once, the second shall see what the first became.
 */
final class VersionPublishing {
    private final VersionInputs inputs;
    private final Context<Version> context;
    private final DesiredSet cluster;

    VersionPublishing(VersionInputs inputs, Context<Version> context) {
        this.inputs = inputs;
        this.context = context;
        this.cluster = DesiredSet.in(context);
    }

    Publication publish() {
        FunctionStatus status = inputs.function().orElseThrow().getStatus();
        List<Version> siblings = siblings();
        Optional<Version> same = VersionNumbers.same(siblings, status.revision);
        Optional<FunctionRevision> shared = same.flatMap(v -> revision(v.getStatus().revision));
        if (shared.isPresent()) {
            if (!Owners.owns(inputs.version(), shared.get())) {
                cluster.addOwner(shared.get(), Owners.shared(inputs.version()));
            }
            return publication(shared.get(), status);
        }
        // Made by a pass that could not tell of it: it has the number already.
        FunctionRevision own = revision(VersionObjects.revisionName(inputs.version()))
                .orElseGet(() -> cluster.create(VersionObjects.revision(
                        inputs.version(),
                        revision(status.revision).orElseThrow(),
                        reserve(siblings),
                        context.getClient().getKubernetesSerialization())));
        return publication(own, status);
    }

    private static Publication publication(FunctionRevision revision, FunctionStatus status) {
        return new Publication(
                Long.parseLong(revision.getSpec().version),
                revision.getMetadata().getName(),
                status.revision,
                status.codeSHA256);
    }

    /** Takes the next number in the function's status first: of two versions made at once, one meets a conflict. */
    private long reserve(List<Version> siblings) {
        Function function = inputs.function().orElseThrow();
        long number = VersionNumbers.next(siblings, function);
        Function reserved = context.getClient().getKubernetesSerialization().clone(function);
        reserved.getStatus().lastPublishedVersion = number;
        StatusWriter.writeOther(context.getClient(), function, reserved.getStatus());
        return number;
    }

    /** The published versions of the function as the API server knows them now: a cache may not know the latest yet. */
    private List<Version> siblings() {
        Version version = inputs.version();
        String function = FunctionTarget.of(version.getSpec()).text();
        return context
                .getClient()
                .resources(Version.class)
                .inNamespace(version.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(other -> other.getStatus() != null && other.getStatus().version != null)
                .filter(other -> FunctionTarget.of(other.getSpec()).text().equals(function))
                .toList();
    }

    private Optional<FunctionRevision> revision(String name) {
        return Optional.ofNullable(context.getClient()
                .resources(FunctionRevision.class)
                .inNamespace(inputs.version().getMetadata().getNamespace())
                .withName(name)
                .get());
    }
}
