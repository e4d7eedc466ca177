package dev.davit.operator.lambda.version;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import dev.davit.api.lambda.v1alpha1.VersionStatus;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedBooks;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.util.Optional;

/** Pure: the version's status. */
final class VersionReport {
    static final String ACCEPTED = "Accepted";
    static final String PUBLISHED = "Published";

    private static final ConditionSet PLAIN = ConditionSet.of(ACCEPTED, PUBLISHED);
    private static final ConditionSet PROVISIONED = ConditionSet.of(ACCEPTED, PUBLISHED, ProvisionedBooks.PROVISIONED);

    private VersionReport() {}

    /** What a version is given once: a number and what runs under it. */
    record Publication(long number, String revision, String publishedFrom, String codeSha256) {}

    static VersionStatus status(VersionInputs inputs, Outcome outcome, Optional<Publication> publication) {
        VersionStatus before = inputs.status();
        VersionStatus status = new VersionStatus();
        status.observedGeneration = inputs.version().getMetadata().getGeneration();
        status.version = publication.map(p -> String.valueOf(p.number())).orElse(before.version);
        status.revision = publication.map(Publication::revision).orElse(before.revision);
        status.publishedFrom = publication.map(Publication::publishedFrom).orElse(before.publishedFrom);
        status.codeSHA256 = publication.map(Publication::codeSha256).orElse(before.codeSHA256);
        status.ackResourceMetadata = status.version == null ? null : metadata(inputs, status.version);
        boolean asks = inputs.spec().provisionedConcurrencyConfig != null
                && inputs.holder(status.version).isEmpty();
        Outcome accepted = VersionCheck.accepted(inputs, status.version);
        var conditions = (asks ? PROVISIONED : PLAIN).begin(before.conditions, status.observedGeneration, inputs.now());
        Conditions.decided(conditions, ACCEPTED, VersionReason.Accepted, accepted);
        if (asks) {
            provisioned(inputs, status, conditions);
        }
        Outcome told = outcome instanceof Outcome.Accepted
                ? new Outcome.Accepted("Published as version " + status.version + ".")
                : outcome;
        if (status.version != null || accepted instanceof Outcome.Accepted) {
            Conditions.decided(conditions, PUBLISHED, VersionReason.Published, told);
        }
        inputs.destinations()
                .mark(
                        conditions,
                        VersionReason.DestinationsFound,
                        VersionReason.DestinationNotFound,
                        "spec.functionEventInvokeConfig.destinationConfig");
        status.conditions = conditions.build();
        return status;
    }

    private static void provisioned(VersionInputs inputs, VersionStatus status, ConditionsBuilder conditions) {
        VersionProvisioning provisioning = VersionProvisioning.of(inputs, status.version, status.revision);
        provisioning.progress().ifPresent(progress -> {
            status.provisionedConcurrency = progress.status();
            progress.mark(conditions, VersionProvisioning.reason(progress.state()));
        });
        provisioning
                .refused()
                .ifPresent(no -> conditions.markStalled(ProvisionedBooks.PROVISIONED, no.reason(), no.message()));
    }

    /** Whether something is refused because of what others have. */
    static boolean isRefused(VersionStatus status) {
        return isSecond(status) || isRefusedProvisioned(status);
    }

    private static boolean isSecond(VersionStatus status) {
        return Conditions.find(status.conditions, ACCEPTED)
                .filter(c -> VersionReason.AlreadyPublished.name().equals(c.getReason()))
                .isPresent();
    }

    private static boolean isRefusedProvisioned(VersionStatus status) {
        return Conditions.find(status.conditions, ProvisionedBooks.PROVISIONED)
                .filter(c -> VersionReason.ReservedConcurrencyExceeded.name().equals(c.getReason())
                        || VersionReason.ConcurrencyExceeded.name().equals(c.getReason())
                        || VersionReason.AliasProvisioned.name().equals(c.getReason()))
                .isPresent();
    }

    private static ACKResourceMetadata metadata(VersionInputs inputs, String number) {
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.region = inputs.region();
        metadata.ownerAccountID = Accounts.of(inputs.version().getMetadata().getNamespace());
        metadata.arn = Arn.function(
                        inputs.region(),
                        metadata.ownerAccountID,
                        FunctionTarget.of(inputs.version().getSpec()).text())
                .qualified(number)
                .toString();
        return metadata;
    }
}
