package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import dev.davit.operator.functions.ProvisionedGrant;
import dev.davit.operator.functions.ProvisionedProgress;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pure: what becomes of the provisioned concurrency that an alias asks for.
 *
 * @param progress how far what was granted is; empty when nothing was
 * @param refused why what is asked for is not granted
 */
record AliasProvisioning(Optional<ProvisionedProgress> progress, Optional<Rejection> refused) {

    private static final AliasProvisioning NONE = new AliasProvisioning(Optional.empty(), Optional.empty());

    /** Decides for an alias that points at that version and runs that revision; both null while it points at none. */
    static AliasProvisioning of(AliasInputs inputs, String version, String revision) {
        int asked = ProvisionedGrant.asked(inputs.spec().provisionedConcurrencyConfig);
        if (asked == 0 || version == null) {
            return NONE;
        }
        Optional<Rejection> impossible = impossible(inputs, version);
        if (impossible.isPresent()) {
            return new AliasProvisioning(Optional.empty(), impossible);
        }
        ProvisionedGrant own = ProvisionedGrant.of(inputs.alias());
        ProvisionedGrant.Decision decision = own.decide(asked, others(inputs), inputs.room());
        Optional<ProvisionedProgress> progress = decision.granted() == 0
                ? Optional.empty()
                : Optional.of(ProvisionedProgress.of(
                        decision.granted(),
                        before(inputs, own, version),
                        revision,
                        inputs.pools().of(revision)));
        return new AliasProvisioning(
                progress,
                decision.refusal()
                        .map(refusal -> new Rejection(
                                refusal.account()
                                        ? AliasReason.ConcurrencyExceeded
                                        : AliasReason.ReservedConcurrencyExceeded,
                                refusal.words())));
    }

    private static Optional<Rejection> impossible(AliasInputs inputs, String version) {
        if (AliasInputs.LATEST.equals(version)) {
            return Optional.of(new Rejection(
                    AliasReason.VersionUnpublished,
                    "Provisioned Concurrency Configs cannot be applied to unpublished function versions: point the"
                            + " alias at a published version, or remove provisionedConcurrencyConfig."));
        }
        return inputs.version(version)
                .filter(target -> ProvisionedGrant.of(target).any())
                .map(target -> new Rejection(
                        AliasReason.VersionProvisioned,
                        "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
                                + " version: remove provisionedConcurrencyConfig from version " + version
                                + " or from the alias."));
    }

    private static List<ProvisionedGrant> others(AliasInputs inputs) {
        return Stream.concat(
                        inputs.versions().stream().map(ProvisionedGrant::of),
                        inputs.siblings().stream().map(ProvisionedGrant::of))
                .toList();
    }

    /** What older aliases of the same version have of its environments. */
    private static int before(AliasInputs inputs, ProvisionedGrant own, String version) {
        Stream<Alias> same = inputs.siblings().stream()
                .filter(alias -> alias.getStatus() != null && version.equals(alias.getStatus().functionVersion));
        return ProvisionedGrant.total(same.map(ProvisionedGrant::of)
                .filter(other -> other.created().compareTo(own.created()) < 0)
                .toList());
    }

    /** The reason that goes with how far it is. */
    static AliasReason reason(ProvisionedConcurrencyState state) {
        return switch (state) {
            case READY -> AliasReason.ProvisionedReady;
            case IN_PROGRESS -> AliasReason.Provisioning;
            case FAILED -> AliasReason.ProvisioningFailed;
        };
    }
}
