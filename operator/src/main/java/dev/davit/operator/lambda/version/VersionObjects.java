package dev.davit.operator.lambda.version;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.kernel.Owners;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Pure: the revision of a published version. It is a copy of the one that was published, for as on AWS a version has
 * environments of its own, which know their number.
 */
final class VersionObjects {
    private static final int HASH = 10;

    private VersionObjects() {}

    /** A name that this Version object alone can have, known before its number is. */
    static String revisionName(Version version) {
        String hash = Names.hash(version.getMetadata().getUid(), HASH);
        return Names.join(FunctionTarget.of(version.getSpec()).text(), "v" + hash);
    }

    static FunctionRevision revision(
            Version version, FunctionRevision base, long number, KubernetesSerialization serialization) {
        FunctionRevision revision = new FunctionRevision();
        revision.setSpec(serialization.clone(base.getSpec()));
        revision.getSpec().version = String.valueOf(number);
        revision.setMetadata(new ObjectMetaBuilder()
                .withName(revisionName(version))
                .withNamespace(version.getMetadata().getNamespace())
                .addToLabels(base.getMetadata().getLabels())
                .addToLabels(Labels.MANAGED_BY, Labels.DAVIT)
                .withOwnerReferences(Owners.controller(version))
                .build());
        if (revision.getSpec().imageURI != null) {
            revision.getSpec().environmentPool = revision.getMetadata().getName();
        }
        return revision;
    }
}
