package dev.davit.operator.lambda.version;

import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.kernel.DesiredSet;
import dev.davit.operator.kernel.Owners;
import dev.davit.operator.kernel.StatusWriter;
import dev.davit.operator.lambda.version.VersionReport.Publication;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** Publishes a version: takes a number and makes the revision that runs under it, in an order that no crash upsets. */
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
        Optional<Version> same = VersionNumbers.same(inputs.siblings(), status.revision);
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
                        reserve(),
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
    private long reserve() {
        Function function = inputs.function().orElseThrow();
        long number = VersionNumbers.next(inputs.siblings(), function);
        Function reserved = context.getClient().getKubernetesSerialization().clone(function);
        reserved.getStatus().lastPublishedVersion = number;
        StatusWriter.writeOther(context.getClient(), function, reserved.getStatus());
        return number;
    }

    private Optional<FunctionRevision> revision(String name) {
        return Optional.ofNullable(context.getClient()
                .resources(FunctionRevision.class)
                .inNamespace(inputs.version().getMetadata().getNamespace())
                .withName(name)
                .get());
    }
}
