package dev.davit.operator.lambda.version;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import dev.davit.api.lambda.v1alpha1.VersionSpec;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Conditions;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.Objects;
import java.util.Optional;

/** Pure: whether a version can be published now, or, once it is, whether it still stands. */
final class VersionCheck {
    private VersionCheck() {}

    /** Whether what may change of a version can be had; its number is null while it has none. */
    static Outcome accepted(VersionInputs inputs, String number) {
        VersionSpec spec = inputs.spec();
        Optional<Version> holder = spec.provisionedConcurrencyConfig == null && spec.functionEventInvokeConfig == null
                ? Optional.empty()
                : inputs.holder(number);
        return holder.<Outcome>map(other -> new Rejection(
                        VersionReason.AlreadyPublished,
                        "The Version \"" + other.getMetadata().getName() + "\" is version " + number
                                + " of this function already, as the code has not changed since. Its settings hold:"
                                + " set provisionedConcurrencyConfig and functionEventInvokeConfig there."))
                .orElseGet(() -> destinations(inputs));
    }

    /** Whether results of its events can go where they are to go. */
    static Outcome destinations(VersionInputs inputs) {
        var events = inputs.spec().functionEventInvokeConfig;
        Optional<EventDestinations.Refusal> refused = EventDestinations.refused(
                EventDestinations.of(events),
                FunctionTarget.of(inputs.spec()).text(),
                inputs.version().getMetadata().getNamespace());
        if (refused.isPresent()) {
            return new Rejection(VersionReason.DestinationInvalid, refused.get().message());
        }
        return EventDestinations.of(events).anyMatch(EventDestinations::isUnreachable)
                ? new Accepted(EventDestinations.WITHOUT_EFFECT)
                : new Accepted();
    }

    static Outcome check(VersionInputs inputs) {
        if (inputs.published()) {
            return inputs.revisionExists()
                    ? new Accepted()
                    : new Rejection(
                            VersionReason.RevisionMissing,
                            "The FunctionRevision \"" + inputs.status().revision
                                    + "\" of this version is gone; delete the version and publish a new one.");
        }
        String name = FunctionTarget.of(inputs.version().getSpec()).text();
        if (inputs.function().isEmpty()) {
            return new Waiting(VersionReason.FunctionNotFound, "Waiting for the Function \"" + name + "\".");
        }
        return check(inputs, inputs.function().get());
    }

    private static Outcome check(VersionInputs inputs, Function function) {
        String name = function.getMetadata().getName();
        if (!settled(function)) {
            return new Waiting(
                    VersionReason.FunctionNotReady,
                    "Waiting for the Function \"" + name + "\" to be ready; what is ready then is published.");
        }
        String code = inputs.spec().codeSHA256;
        if (code != null && !code.equals(function.getStatus().codeSHA256)) {
            return new Rejection(
                    VersionReason.CodeChanged,
                    "CodeSHA256 (" + code + ") is different from the current one (" + function.getStatus().codeSHA256
                            + ") of the function \"" + name + "\".");
        }
        String revision = inputs.spec().revisionID;
        return revision == null || revision.equals(function.getStatus().revision)
                ? new Accepted()
                : new Rejection(
                        VersionReason.RevisionMismatch,
                        "The function \"" + name + "\" is at revision " + function.getStatus().revision + ", not at "
                                + revision + ".");
    }

    /** Ready, and for the spec as it is now: an update under way is not published half. */
    private static boolean settled(Function function) {
        var status = function.getStatus();
        return status != null
                && status.revision != null
                && Objects.equals(
                        status.observedGeneration, function.getMetadata().getGeneration())
                && Conditions.isTrue(status.conditions, ConditionSet.READY);
    }
}
