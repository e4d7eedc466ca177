package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.RevisionArchive;
import dev.davit.api.davit.v1alpha1.RevisionLayer;
import dev.davit.api.lambda.v1alpha1.LayerContent;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.operator.kernel.Conditions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Pure: a layer version as a revision pins it. */
final class LayerPins {

    private LayerPins() {}

    /** Empty while the version is not ready. */
    static Optional<RevisionLayer> of(LayerVersion version) {
        var status = version.getStatus();
        if (status == null || status.codeSHA256 == null || !Conditions.isTrue(status.conditions, ConditionSet.READY)) {
            return Optional.empty();
        }
        LayerContent content = version.getSpec().content;
        RevisionArchive archive = new RevisionArchive();
        if (content.archive != null) {
            archive.url = content.archive.url;
        } else if (content.zipFile != null) {
            archive.layerVersion = version.getMetadata().getName();
        } else {
            archive.s3Bucket = content.s3Bucket;
            archive.s3Key = content.s3Key;
            archive.s3ObjectVersion = content.s3ObjectVersion;
        }
        archive.sha256 = HexFormat.of().formatHex(Base64.getDecoder().decode(status.codeSHA256));
        archive.size = status.codeSize;
        archive.unzippedSize = status.unzippedSize;
        RevisionLayer layer = new RevisionLayer();
        layer.arn = status.layerVersionARN;
        layer.archive = archive;
        return Optional.of(layer);
    }
}
