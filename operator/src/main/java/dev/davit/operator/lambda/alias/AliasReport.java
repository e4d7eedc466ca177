package dev.davit.operator.lambda.alias;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.api.lambda.v1alpha1.AliasStatus;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;

/** Pure: the alias's status. */
final class AliasReport {
    static final String ACCEPTED = "Accepted";
    static final String RESOLVED = "Resolved";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, RESOLVED);

    private AliasReport() {}

    static AliasStatus status(AliasInputs inputs) {
        Outcome accepted = AliasCheck.accepted(inputs);
        AliasStatus before = inputs.status();
        AliasStatus status = new AliasStatus();
        status.observedGeneration = inputs.alias().getMetadata().getGeneration();
        status.functionVersion = before.functionVersion;
        status.revision = before.revision;
        status.ackResourceMetadata = metadata(inputs);
        var conditions = CONDITIONS.begin(before.conditions, status.observedGeneration, inputs.now());
        Conditions.decided(conditions, ACCEPTED, AliasReason.Accepted, accepted);
        if (accepted instanceof Outcome.Accepted) {
            inputs.target().ifPresent(revision -> {
                status.functionVersion = inputs.spec().functionVersion;
                status.revision = revision;
            });
            Conditions.decided(conditions, RESOLVED, AliasReason.Resolved, AliasCheck.resolved(inputs));
        }
        status.conditions = conditions.build();
        return status;
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
