package dev.davit.operator.lambda.alias;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.AliasReason;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.functions.FunctionTarget;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about an alias, and whether its target is there. */
final class AliasCheck {
    private static final Comparator<Alias> FIRST_COME = Comparator.comparing(
                    (Alias alias) -> alias.getMetadata().getCreationTimestamp())
            .thenComparing(alias -> alias.getMetadata().getName());

    /** How many versions a message names at most. */
    private static final int NAMED = 5;

    private AliasCheck() {}

    /** Whether the alias as written can be served at all. */
    static Outcome accepted(AliasInputs inputs) {
        String name = FunctionTarget.awsName(inputs.alias());
        Alias first = Stream.concat(Stream.of(inputs.alias()), inputs.siblings().stream())
                .filter(alias -> FunctionTarget.awsName(alias).equals(name))
                .min(FIRST_COME)
                .orElseThrow();
        return first.getMetadata().getUid().equals(inputs.alias().getMetadata().getUid())
                ? destinations(inputs)
                : new Rejection(
                        AliasReason.NameTaken,
                        "The Alias \"" + first.getMetadata().getName() + "\" is already \"" + name
                                + "\" of this function;" + " choose another spec.name.");
    }

    private static Outcome destinations(AliasInputs inputs) {
        var events = inputs.spec().functionEventInvokeConfig;
        Optional<EventDestinations.Refusal> refused = EventDestinations.refused(
                EventDestinations.of(events),
                FunctionTarget.of(inputs.spec()).text(),
                inputs.alias().getMetadata().getNamespace());
        if (refused.isPresent()) {
            return new Rejection(AliasReason.DestinationInvalid, refused.get().message());
        }
        return EventDestinations.of(events).anyMatch(EventDestinations::isUnreachable)
                ? new Accepted(EventDestinations.WITHOUT_EFFECT)
                : new Accepted();
    }

    /** Whether its target is there. */
    static Outcome resolved(AliasInputs inputs) {
        String function = FunctionTarget.of(inputs.spec()).text();
        String version = inputs.wanted().orElse(AliasInputs.LATEST_PUBLISHED);
        if (inputs.function().isEmpty()) {
            return new Waiting(AliasReason.FunctionNotFound, "Waiting for the Function \"" + function + "\".");
        }
        Optional<String> unpublished = inputs.weights().keySet().stream()
                .filter(other -> inputs.version(other).isEmpty())
                .findFirst();
        if (inputs.target().isPresent() && unpublished.isEmpty()) {
            String followed = inputs.follows() ? ", the latest that is published" : "";
            return new Accepted("Points at version " + version + followed + shares(inputs) + ".");
        }
        if (inputs.target().isPresent()) {
            return new Waiting(
                    AliasReason.VersionNotFound,
                    "Waiting for version " + unpublished.get() + " of the Function \"" + function
                            + "\", which is to get a share of the calls; until then version " + version + " gets all.");
        }
        if (inputs.follows()) {
            return new Waiting(
                    AliasReason.VersionNotFound,
                    "Waiting for a version of the Function \"" + function
                            + "\" to be published: set its spec.publish, or create a Version.");
        }
        if (version.equals(inputs.status().functionVersion) && !AliasInputs.LATEST.equals(version)) {
            return lost(inputs, version);
        }
        return AliasInputs.LATEST.equals(version)
                ? new Waiting(AliasReason.VersionNotReady, "Waiting for the Function \"" + function + "\" to be ready.")
                : new Waiting(
                        AliasReason.VersionNotFound,
                        "Waiting for version " + version + " of the Function \"" + function + "\".");
    }

    /** A number never comes back, so that nothing can be waited for. */
    private static Rejection lost(AliasInputs inputs, String version) {
        List<String> there = inputs.versions().stream()
                .map(published -> published.getStatus().version)
                .sorted(Comparator.comparingLong((String number) -> -Long.parseLong(number)))
                .distinct()
                .limit(NAMED)
                .toList();
        return new Rejection(
                AliasReason.VersionNotFound,
                "Version " + version + " of the Function \""
                        + FunctionTarget.of(inputs.spec()).text()
                        + "\", which this alias pointed at, was deleted: its calls are answered with"
                        + " ResourceNotFoundException. Set spec.functionVersion to a version that there is"
                        + (there.isEmpty()
                                ? ", or publish one first."
                                : ", such as " + String.join(", ", there) + "."));
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
