package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.FunctionRevisionSpec;
import dev.davit.api.davit.v1alpha1.FunctionRevisionStatus;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionCode;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Lean;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.stream.Stream;

/** The cache of revisions with what their function tells of them: not their code, but the archives that they have pinned. */
final class FunctionRevisionStore extends TransformingItemStore<FunctionRevision> {
    FunctionRevisionStore() {
        super(FunctionRevisionStore::lean);
    }

    private static FunctionRevision lean(FunctionRevision revision) {
        FunctionRevisionSpec all = revision.getSpec();
        FunctionRevisionSpec spec = new FunctionRevisionSpec();
        spec.timeout = all.timeout;
        spec.codeSHA256 = all.codeSHA256;
        spec.codeSize = all.codeSize;
        spec.layers = all.layers;
        spec.code = pinned(all.code);
        revision.setSpec(spec);
        if (revision.getStatus() != null) {
            FunctionRevisionStatus status = new FunctionRevisionStatus();
            status.conditions = Lean.conditions(told(revision.getStatus().conditions));
            revision.setStatus(status);
        }
        revision.getMetadata().setLabels(null);
        return Lean.metadata(revision);
    }

    private static RevisionCode pinned(RevisionCode code) {
        RevisionArchive archive = code == null ? null : code.archive;
        if (archive == null) {
            return null;
        }
        archive.zipFile = null;
        RevisionCode pinned = new RevisionCode();
        pinned.archive = archive;
        return pinned;
    }

    private static List<Condition> told(List<Condition> conditions) {
        return Stream.of(ConditionSet.READY, ConditionSet.STALLED)
                .flatMap(type -> Conditions.find(conditions, type).stream())
                .toList();
    }
}
