package dev.davit.operator.lambda.layer;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.lambda.v1alpha1.LayerVersion;
import dev.davit.api.lambda.v1alpha1.LayerVersionReason;
import dev.davit.api.lambda.v1alpha1.LayerVersionStatus;
import dev.davit.operator.code.Verdict;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import dev.davit.transfer.Hashes;
import java.time.Instant;

/** Pure: the status of a layer version. */
final class LayerReport {
    static final String ACCEPTED = "Accepted";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED);

    private LayerReport() {}

    /** Whether it has its number, and with it its content for ever. */
    static boolean isPublished(LayerVersion layer) {
        return layer.getStatus() != null && layer.getStatus().versionNumber != null;
    }

    /** The status while it is not taken. */
    static LayerVersionStatus waiting(LayerVersion layer, Verdict verdict, Instant now) {
        return status(layer, outcome(verdict), now);
    }

    private static Outcome outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Taken yes -> new Outcome.Accepted();
            case Verdict.Pending yet ->
                new Outcome.Waiting(LayerVersionReason.valueOf(yet.trouble().name()), yet.message());
            case Verdict.Refused no ->
                new Outcome.Rejection(LayerVersionReason.valueOf(no.trouble().name()), no.message());
        };
    }

    /** The status once it has its number. */
    static LayerVersionStatus published(
            LayerVersion layer, Verdict.Taken taken, long number, String region, Instant now) {
        String account = Accounts.of(layer.getMetadata().getNamespace());
        String arn =
                Arn.layer(region, account, layer.getSpec().layerName, number).toString();
        LayerVersionStatus status = status(layer, new Outcome.Accepted("Published as " + arn + "."), now);
        status.versionNumber = number;
        status.layerVersionARN = arn;
        status.codeSHA256 = Hashes.base64(taken.sha256());
        status.codeSize = taken.size();
        status.unzippedSize = taken.unzippedSize();
        status.ackResourceMetadata = new ACKResourceMetadata();
        status.ackResourceMetadata.arn = arn;
        status.ackResourceMetadata.region = region;
        status.ackResourceMetadata.ownerAccountID = account;
        return status;
    }

    private static LayerVersionStatus status(LayerVersion layer, Outcome outcome, Instant now) {
        LayerVersionStatus status = new LayerVersionStatus();
        status.observedGeneration = layer.getMetadata().getGeneration();
        var before = layer.getStatus() == null ? null : layer.getStatus().conditions;
        status.conditions = Conditions.decided(
                        CONDITIONS.begin(before, status.observedGeneration, now),
                        ACCEPTED,
                        LayerVersionReason.Accepted,
                        outcome)
                .build();
        return status;
    }
}
