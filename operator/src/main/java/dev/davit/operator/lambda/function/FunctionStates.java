package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionState;
import dev.davit.api.lambda.v1alpha1.FunctionStatus;
import dev.davit.api.lambda.v1alpha1.StateReasonCode;
import dev.davit.operator.kernel.Outcome;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;

/** Pure: state and lastUpdateStatus as AWS tells them; {@code status.revision} says whether anything serves. */
final class FunctionStates {
    private static final Standing DONE = new Standing("Successful", null, null);

    private final FunctionInputs inputs;
    private final Outcome outcome;
    private final Optional<FunctionRevision> wanted;

    /** How the latest spec stands. */
    private record Standing(String update, String reason, StateReasonCode code) {
        static Standing failed(String reason, StateReasonCode code) {
            return new Standing("Failed", reason, code);
        }

        static Standing inProgress(String reason, StateReasonCode code) {
            return new Standing("InProgress", reason, code);
        }
    }

    FunctionStates(FunctionInputs inputs, Outcome outcome, Optional<FunctionRevision> wanted) {
        this.inputs = inputs;
        this.outcome = outcome;
        this.wanted = wanted;
    }

    void describe(FunctionStatus status) {
        Standing standing = standing(status.revision);
        if (status.revision != null) {
            status.state = FunctionState.Active.name();
            status.lastUpdateStatus = standing.update();
            status.lastUpdateStatusReason = standing.reason();
            status.lastUpdateStatusReasonCode = name(standing.code());
            return;
        }
        boolean failed = "Failed".equals(standing.update());
        status.state = (failed ? FunctionState.Failed : FunctionState.Pending).name();
        status.stateReason = standing.reason();
        status.stateReasonCode = name(standing.code());
        status.lastUpdateStatus = failed ? standing.update() : null;
        status.lastUpdateStatusReason = failed ? standing.reason() : null;
        status.lastUpdateStatusReasonCode = failed ? status.stateReasonCode : null;
    }

    private Standing standing(String serving) {
        return switch (outcome) {
            case Outcome.Rejection no -> Standing.failed(no.message(), code(no));
            case Outcome.Waiting not -> Standing.inProgress(not.message(), StateReasonCode.Creating);
            case Outcome.Accepted yes ->
                wanted.map(revision -> standing(revision, serving)).orElseGet(this::creating);
        };
    }

    private Standing standing(FunctionRevision revision, String serving) {
        boolean serves = revision.getMetadata().getName().equals(serving);
        if (FunctionReport.isReady(revision) || serves && FunctionReport.crashes(revision)) {
            return DONE; // AWS does not try a function that it takes: its callers see that it crashes
        }
        Optional<Condition> failure = FunctionReport.condition(revision, ConditionSet.READY)
                .filter(ready -> "False".equals(ready.getStatus()));
        if (failure.isEmpty()) {
            return creating();
        }
        String reason = failure.get().getReason();
        StateReasonCode code = code(reason, failure.get().getMessage());
        return code == StateReasonCode.InsufficientCapacity
                ? Standing.inProgress(failure.get().getMessage(), code)
                : Standing.failed(failure.get().getMessage(), code);
    }

    private Standing creating() {
        String words =
                inputs.status().revision == null ? "The function is being created." : "The function is being updated.";
        return Standing.inProgress(words, StateReasonCode.Creating);
    }

    private static StateReasonCode code(Outcome.Rejection rejection) {
        if (rejection.reason() == FunctionReason.CodeInvalid || rejection.reason() == FunctionReason.CodeUnsafe) {
            return StateReasonCode.InvalidZipFileException;
        }
        return rejection.reason() == FunctionReason.RuntimeNotFound
                ? StateReasonCode.InvalidRuntime
                : StateReasonCode.InvalidConfiguration;
    }

    private static StateReasonCode code(String reason, String message) {
        if (PoolReason.ImagePullFailed.name().equals(reason)) {
            return denied(message) ? StateReasonCode.ImageAccessDenied : StateReasonCode.InvalidImage;
        }
        if (PoolReason.Unschedulable.name().equals(reason)
                || PoolReason.QuotaExceeded.name().equals(reason)) {
            return StateReasonCode.InsufficientCapacity;
        }
        if (PoolReason.ServiceAccountNotFound.name().equals(reason)) {
            return StateReasonCode.InsufficientRolePermissions;
        }
        if (PoolReason.RuntimeNotFound.name().equals(reason)) {
            return StateReasonCode.InvalidRuntime;
        }
        return PoolReason.PodRefused.name().equals(reason)
                ? StateReasonCode.InvalidConfiguration
                : StateReasonCode.FunctionError;
    }

    private static boolean denied(String message) {
        String words = message.toLowerCase(java.util.Locale.ROOT);
        return words.contains("unauthorized")
                || words.contains("denied")
                || words.contains("forbidden")
                || words.contains("401")
                || words.contains("403");
    }

    private static String name(StateReasonCode code) {
        return code == null ? null : code.name();
    }
}
