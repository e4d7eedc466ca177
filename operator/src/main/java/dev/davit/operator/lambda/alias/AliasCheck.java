package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about an alias, and whether its target is there. */
final class AliasCheck {
    private static final Comparator<Alias> FIRST_COME = Comparator.comparing(
                    (Alias alias) -> alias.getMetadata().getCreationTimestamp())
            .thenComparing(alias -> alias.getMetadata().getName());

    private AliasCheck() {}

    /** Whether the alias as written can be served at all. */
    static Outcome accepted(AliasInputs inputs) {
        String name = FunctionTarget.awsName(inputs.alias());
        Alias first = Stream.concat(Stream.of(inputs.alias()), inputs.siblings().stream())
                .filter(alias -> FunctionTarget.awsName(alias).equals(name))
                .min(FIRST_COME)
                .orElseThrow();
        return first.getMetadata().getUid().equals(inputs.alias().getMetadata().getUid())
                ? new Accepted()
                : new Rejection(
                        AliasReason.NameTaken,
                        "The Alias \"" + first.getMetadata().getName() + "\" is already \"" + name
                                + "\" of this function;" + " choose another spec.name.");
    }

    /** Whether its target is there. */
    static Outcome resolved(AliasInputs inputs) {
        String function = FunctionTarget.of(inputs.spec()).text();
        String version = inputs.spec().functionVersion;
        if (inputs.function().isEmpty()) {
            return new Waiting(AliasReason.FunctionNotFound, "Waiting for the Function \"" + function + "\".");
        }
        Optional<String> unpublished = inputs.weights().keySet().stream()
                .filter(other -> inputs.version(other).isEmpty())
                .findFirst();
        if (inputs.target().isPresent() && unpublished.isEmpty()) {
            return new Accepted("Points at version " + version + shares(inputs) + ".");
        }
        if (inputs.target().isPresent()) {
            return new Waiting(
                    AliasReason.VersionNotFound,
                    "Waiting for version " + unpublished.get() + " of the Function \"" + function
                            + "\", which is to get a share of the calls; until then version " + version + " gets all.");
        }
        return AliasInputs.LATEST.equals(version)
                ? new Waiting(AliasReason.VersionNotReady, "Waiting for the Function \"" + function + "\" to be ready.")
                : new Waiting(
                        AliasReason.VersionNotFound,
                        "Waiting for version " + version + " of the Function \"" + function + "\".");
    }

    private static String shares(AliasInputs inputs) {
        return inputs.weights().entrySet().stream()
                .map(share -> ", and " + percent(share.getValue()) + " of the calls at version " + share.getKey())
                .collect(Collectors.joining());
    }

    private static String percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros();
        return percent.toPlainString() + " %";
    }
}
