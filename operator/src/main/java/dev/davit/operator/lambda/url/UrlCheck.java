package dev.davit.operator.lambda.url;

import dev.davit.api.lambda.v1alpha1.FunctionURLConfig;
import dev.davit.api.lambda.v1alpha1.FunctionURLReason;
import dev.davit.operator.kernel.Outcome;
import dev.davit.operator.kernel.Outcome.Accepted;
import dev.davit.operator.kernel.Outcome.Rejection;
import dev.davit.operator.kernel.Outcome.Waiting;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Pure: what the schema cannot say about a URL, and whether what it invokes is there. */
final class UrlCheck {
    private static final Comparator<FunctionURLConfig> FIRST_COME = Comparator.comparing(
                    (FunctionURLConfig config) -> config.getMetadata().getCreationTimestamp())
            .thenComparing(config -> config.getMetadata().getName());

    private UrlCheck() {}

    /** Whether it is the one URL of its function and qualifier. */
    static Outcome accepted(UrlInputs inputs) {
        FunctionURLConfig own = inputs.config();
        FunctionURLConfig first = Stream.concat(
                        Stream.of(own),
                        inputs.others().stream()
                                .filter(other -> Objects.equals(other.getSpec().qualifier, inputs.spec().qualifier)))
                .min(FIRST_COME)
                .orElseThrow();
        return first.getMetadata().getUid().equals(own.getMetadata().getUid())
                ? new Accepted()
                : new Rejection(
                        FunctionURLReason.AlreadyConfigured,
                        "The FunctionURLConfig \"" + first.getMetadata().getName()
                                + "\" is the URL of this function already: delete one of them, or give this one an alias of"
                                + " its own in spec.qualifier.");
    }

    /** Whether what it invokes is there. */
    static Outcome resolved(UrlInputs inputs) {
        if (inputs.function().isEmpty()) {
            return new Waiting(
                    FunctionURLReason.FunctionNotFound, "Waiting for the Function \"" + inputs.named() + "\".");
        }
        if (!inputs.hasAlias()) {
            return new Waiting(
                    FunctionURLReason.AliasNotFound,
                    "Waiting for the Alias \"" + inputs.spec().qualifier + "\" of the Function \"" + inputs.named()
                            + "\".");
        }
        return new Accepted();
    }
}
