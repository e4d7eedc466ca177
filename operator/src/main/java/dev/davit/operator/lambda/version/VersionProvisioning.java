package dev.davit.operator.lambda.version;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import dev.davit.api.lambda.v1alpha1.Version;
import dev.davit.api.lambda.v1alpha1.VersionReason;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.functions.ProvisionedProgress;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: what becomes of the provisioned concurrency that a version asks for.
 *
 * @param progress how far what was granted is; empty when nothing was
 * @param refused why what is asked for is not granted
 */
record VersionProvisioning(Optional<ProvisionedProgress> progress, Optional<Rejection> refused) {

    private static final VersionProvisioning NONE = new VersionProvisioning(Optional.empty(), Optional.empty());

    /** Decides for a version of that number and revision; both null while it is not published. */
    static VersionProvisioning of(VersionInputs inputs, String number, String revision) {
        int asked = ProvisionedGrant.asked(inputs.spec().provisionedConcurrencyConfig);
        if (asked == 0 || number == null) {
            return NONE;
        }
        ProvisionedGrant own = ProvisionedGrant.of(inputs.version());
        Optional<String> alias = own.any() ? Optional.empty() : provisionedAlias(inputs, number);
        if (alias.isPresent()) {
            return new VersionProvisioning(
                    Optional.empty(),
                    Optional.of(new Rejection(
                            VersionReason.AliasProvisioned,
                            "Version is pointed by a Provisioned Concurrency alias: \"" + alias.get()
                                    + "\". Remove provisionedConcurrencyConfig from one of the two.")));
        }
        ProvisionedGrant.Decision decision =
                own.decide(asked, others(inputs), inputs.surroundings().room());
        Optional<ProvisionedProgress> progress = decision.granted() == 0
                ? Optional.empty()
                : Optional.of(ProvisionedProgress.of(
                        decision.granted(), 0, revision, inputs.surroundings().pool()));
        return new VersionProvisioning(
                progress,
                decision.refusal()
                        .map(refusal -> new Rejection(
                                refusal.account()
                                        ? VersionReason.ConcurrencyExceeded
                                        : VersionReason.ReservedConcurrencyExceeded,
                                refusal.words())));
    }

    private static Optional<String> provisionedAlias(VersionInputs inputs, String number) {
        return inputs.surroundings().aliases().stream()
                .filter(alias -> alias.getStatus() != null && number.equals(alias.getStatus().functionVersion))
                .filter(alias -> ProvisionedGrant.of(alias).any())
                .map(FunctionTarget::awsName)
                .sorted()
                .findFirst();
    }

    private static List<ProvisionedGrant> others(VersionInputs inputs) {
        Stream<Version> versions = inputs.siblings().stream();
        Stream<Alias> aliases = inputs.surroundings().aliases().stream();
        return Stream.concat(versions.map(ProvisionedGrant::of), aliases.map(ProvisionedGrant::of))
                .toList();
    }

    /** The reason that goes with how far it is. */
    static VersionReason reason(ProvisionedConcurrencyState state) {
        return switch (state) {
            case READY -> VersionReason.ProvisionedReady;
            case IN_PROGRESS -> VersionReason.Provisioning;
            case FAILED -> VersionReason.ProvisioningFailed;
        };
    }
}
