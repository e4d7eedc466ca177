package dev.davit.operator.lambda.function;

import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Pure: fields that AWS has and Davit has not yet. One without which the function would do something else, or be less
 * safe than its author believes, refuses it; one that only tunes or observes is accepted and named.
 */
final class FunctionFields {
    private static final Map<String, Predicate<FunctionSpec>> REFUSED = new TreeMap<>(Map.of(
            "fileSystemConfigs", spec -> filled(spec.fileSystemConfigs),
            "codeSigningConfigARN", spec -> spec.codeSigningConfigARN != null || spec.codeSigningConfigRef != null,
            "durableConfig", spec -> spec.durableConfig != null,
            "tenancyConfig", spec -> spec.tenancyConfig != null));

    private static final Map<String, Predicate<FunctionSpec>> WITHOUT_EFFECT = new TreeMap<>(Map.of(
            "functionEventInvokeConfig.destinationConfig", EventFields::hasUnreachableDestination,
            "deadLetterConfig", EventFields::hasUnreachableDeadLetter,
            "tracingConfig", spec -> spec.tracingConfig != null,
            "snapStart", spec -> spec.snapStart != null,
            "kmsKeyARN", spec -> spec.kmsKeyARN != null || spec.kmsKeyRef != null,
            "architectures", spec -> filled(spec.architectures) && spec.code != null && spec.code.imageURI == null));

    private FunctionFields() {}

    static Optional<Rejection> refused(FunctionSpec spec) {
        return named(REFUSED, spec).stream()
                .findFirst()
                .map(field -> new Rejection(
                        FunctionReason.FieldUnsupported,
                        "spec." + field + " is not available yet, and the function would not be what its author means"
                                + " without it: remove it."));
    }

    /** A sentence on fields that are accepted and change nothing; empty when there are none. */
    static String withoutEffect(FunctionSpec spec) {
        List<String> fields = named(WITHOUT_EFFECT, spec);
        return fields.isEmpty()
                ? ""
                : fields.stream().map(field -> "spec." + field).collect(Collectors.joining(", "))
                        + (fields.size() == 1 ? " has" : " have") + " no effect yet.";
    }

    private static List<String> named(Map<String, Predicate<FunctionSpec>> fields, FunctionSpec spec) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue().test(spec))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean filled(Collection<?> values) {
        return values != null && !values.isEmpty();
    }
}
