package dev.davit.operator.lambda.alias;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedBooks;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import java.time.temporal.ChronoUnit;

/** Pure: the alias's status. */
final class AliasReport {
    static final String ACCEPTED = "Accepted";
    static final String RESOLVED = "Resolved";

    private static final ConditionSet PLAIN = ConditionSet.of(ACCEPTED, RESOLVED);
    private static final ConditionSet PROVISIONED = ConditionSet.of(ACCEPTED, RESOLVED, ProvisionedBooks.PROVISIONED);

    private AliasReport() {}

    static AliasStatus status(AliasInputs inputs) {
        Outcome accepted = AliasCheck.accepted(inputs);
        AliasStatus before = inputs.status();
        AliasStatus status = new AliasStatus();
        status.observedGeneration = inputs.alias().getMetadata().getGeneration();
        status.functionVersion = before.functionVersion;
        status.revision = before.revision;
        status.ackResourceMetadata = metadata(inputs);
        boolean asks = inputs.spec().provisionedConcurrencyConfig != null;
        var conditions = (asks ? PROVISIONED : PLAIN).begin(before.conditions, status.observedGeneration, inputs.now());
        Conditions.decided(conditions, ACCEPTED, AliasReason.Accepted, accepted);
        if (accepted instanceof Outcome.Accepted) {
            inputs.target().ifPresent(revision -> {
                status.functionVersion = inputs.wanted().orElseThrow();
                status.revision = revision;
            });
            Conditions.decided(conditions, RESOLVED, AliasReason.Resolved, AliasCheck.resolved(inputs));
        }
        status.functionVersionSince = since(inputs, status);
        if (asks) {
            provisioned(inputs, status, conditions);
        }
        inputs.destinations()
                .mark(
                        conditions,
                        AliasReason.DestinationsFound,
                        AliasReason.DestinationNotFound,
                        "spec.functionEventInvokeConfig.destinationConfig");
        status.conditions = conditions.build();
        return status;
    }

    private static String since(AliasInputs inputs, AliasStatus status) {
        if (status.functionVersion == null) {
            return null;
        }
        AliasStatus before = inputs.status();
        return status.functionVersion.equals(before.functionVersion) && before.functionVersionSince != null
                ? before.functionVersionSince
                : inputs.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void provisioned(AliasInputs inputs, AliasStatus status, ConditionsBuilder conditions) {
        AliasProvisioning provisioning = AliasProvisioning.of(inputs, status.functionVersion, status.revision);
        provisioning.progress().ifPresent(progress -> {
            status.provisionedConcurrency = progress.status();
            progress.mark(conditions, AliasProvisioning.reason(progress.state()));
        });
        provisioning
                .refused()
                .ifPresent(no -> conditions.markStalled(ProvisionedBooks.PROVISIONED, no.reason(), no.message()));
    }

    /** Whether provisioned concurrency is refused because of what others have. */
    static boolean isRefused(AliasStatus status) {
        return Conditions.find(status.conditions, ProvisionedBooks.PROVISIONED)
                .filter(c -> AliasReason.ReservedConcurrencyExceeded.name().equals(c.getReason())
                        || AliasReason.ConcurrencyExceeded.name().equals(c.getReason()))
                .isPresent();
    }

    private static ACKResourceMetadata metadata(AliasInputs inputs) {
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.region = inputs.region();
        metadata.ownerAccountID = Accounts.of(inputs.alias().getMetadata().getNamespace());
        metadata.arn = Arn.function(
                        inputs.region(),
                        metadata.ownerAccountID,
                        FunctionTarget.of(inputs.spec()).text())
                .qualified(FunctionTarget.awsName(inputs.alias()))
                .toString();
        return metadata;
    }
}
