package dev.davit.operator.lambda.function;

import dev.davit.api.common.ACKResourceMetadata;
import dev.davit.api.common.Accounts;
import dev.davit.api.common.Arn;
import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Pure: the function's status, in Kubernetes' words (conditions) and in AWS's (state, lastUpdateStatus). */
final class FunctionReport {
    static final String ACCEPTED = "Accepted";
    static final String REVISION_READY = "RevisionReady";

    private static final ConditionSet CONDITIONS = ConditionSet.of(ACCEPTED, REVISION_READY);

    private final FunctionInputs inputs;
    private final Outcome outcome;
    /** The revision of the spec as it is now; empty when the spec is not accepted or its revision not made yet. */
    private final Optional<FunctionRevision> wanted;

    FunctionReport(FunctionInputs inputs, Outcome outcome, Optional<FunctionRevision> wanted) {
        this.inputs = inputs;
        this.outcome = outcome;
        this.wanted = wanted;
    }

    FunctionStatus status() {
        FunctionStatus status = new FunctionStatus();
        status.observedGeneration = inputs.function().getMetadata().getGeneration();
        status.conditions = conditions();
        status.version = "$LATEST";
        status.lastPublishedVersion = inputs.status().lastPublishedVersion;
        status.reservedConcurrentExecutions = FunctionConcurrency.granted(inputs);
        status.ackResourceMetadata = metadata();
        Optional<FunctionRevision> serving = serving();
        status.revision = serving.map(r -> r.getMetadata().getName()).orElse(null);
        serving.or(() -> wanted).ifPresent(shown -> {
            status.codeSHA256 = shown.getSpec().codeSHA256;
            status.codeSize = shown.getSpec().codeSize;
        });
        new FunctionStates(inputs, outcome, wanted).describe(status);
        return status;
    }

    /**
     * What invocations of $LATEST run: the wanted revision once it is ready, until then the one before. While there is none that
     * works, the wanted one although its environments crash: as on AWS, whoever calls it is told the error of its initialisation.
     */
    Optional<FunctionRevision> serving() {
        Optional<FunctionRevision> before = Optional.ofNullable(inputs.status().revision)
                .flatMap(inputs::revision)
                .or(() -> inputs.revisions().stream()
                        .filter(FunctionReport::isReady)
                        .max(Comparator.comparing(r -> r.getMetadata().getCreationTimestamp())));
        return wanted.filter(FunctionReport::isReady)
                .or(() -> before.filter(revision -> !crashes(revision)))
                .or(() -> wanted.filter(FunctionReport::crashes))
                .or(() -> before);
    }

    /** Whether its environments start, and end by themselves. */
    static boolean crashes(FunctionRevision revision) {
        return condition(revision, ConditionSet.READY)
                .filter(ready -> "False".equals(ready.getStatus()))
                .filter(ready -> PoolReason.isCrash(ready.getReason()))
                .isPresent();
    }

    static boolean isReady(FunctionRevision revision) {
        return revision.getStatus() != null && Conditions.isTrue(revision.getStatus().conditions, ConditionSet.READY);
    }

    private List<Condition> conditions() {
        ConditionsBuilder conditions = CONDITIONS.begin(
                inputs.status().conditions, inputs.function().getMetadata().getGeneration(), inputs.now());
        Conditions.decided(conditions, ACCEPTED, FunctionReason.Accepted, outcome);
        wanted.ifPresent(revision -> mark(conditions, revision));
        EventFields.mark(conditions, inputs);
        return conditions.build();
    }

    private static void mark(ConditionsBuilder conditions, FunctionRevision revision) {
        Optional<Condition> ready = condition(revision, ConditionSet.READY);
        String status = ready.map(Condition::getStatus).orElse("Unknown");
        String message = ready.map(Condition::getMessage).orElse("");
        switch (status) {
            case "True" ->
                conditions.markTrue(
                        REVISION_READY,
                        FunctionReason.RevisionReady,
                        "Invocations run " + revision.getMetadata().getName() + ".");
            case "False" -> {
                if (condition(revision, ConditionSet.STALLED)
                        .filter(c -> "True".equals(c.getStatus()))
                        .isPresent()) {
                    conditions.markStalled(REVISION_READY, ready.orElseThrow()::getReason, message);
                } else {
                    conditions.markFalse(REVISION_READY, ready.orElseThrow()::getReason, message);
                }
            }
            default ->
                conditions.markUnknown(
                        REVISION_READY,
                        FunctionReason.RevisionPending,
                        message.isEmpty() ? "The revision is being prepared." : message);
        }
    }

    static Optional<Condition> condition(FunctionRevision revision, String type) {
        return revision.getStatus() == null ? Optional.empty() : Conditions.find(revision.getStatus().conditions, type);
    }

    private ACKResourceMetadata metadata() {
        String account = Accounts.of(inputs.function().getMetadata().getNamespace());
        ACKResourceMetadata metadata = new ACKResourceMetadata();
        metadata.region = inputs.surroundings().region();
        metadata.ownerAccountID = account;
        metadata.arn = Arn.function(metadata.region, account, inputs.name()).toString();
        return metadata;
    }
}
