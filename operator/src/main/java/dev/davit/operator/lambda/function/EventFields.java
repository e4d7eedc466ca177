package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.functions.DestinationFunctions;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pure: where the results of a function's asynchronous events go, and whether they can get there. */
final class EventFields {

    private EventFields() {}

    /** Refuses what can never be meant: no known form, another account, the function itself. */
    static Optional<Rejection> refused(FunctionInputs inputs) {
        FunctionSpec spec = inputs.spec();
        Stream<String> targets = targets(spec);
        String namespace = inputs.function().getMetadata().getNamespace();
        return EventDestinations.refused(targets, inputs.name(), namespace)
                .map(refusal -> new Rejection(
                        refusal.elsewhere() ? FunctionReason.ReferenceUnsupported : FunctionReason.FieldUnsupported,
                        refusal.message()));
    }

    /** The functions of the namespace that get records or events. */
    static DestinationFunctions functions(FunctionSpec spec, Predicate<String> isThere) {
        return DestinationFunctions.of(targets(spec), isThere);
    }

    /** Says whether those functions are there. */
    static void mark(ConditionsBuilder conditions, FunctionInputs inputs) {
        inputs.surroundings()
                .destinations()
                .mark(
                        conditions,
                        FunctionReason.DestinationsFound,
                        FunctionReason.DestinationNotFound,
                        "spec.functionEventInvokeConfig.destinationConfig or spec.deadLetterConfig");
    }

    private static Stream<String> targets(FunctionSpec spec) {
        return Stream.concat(EventDestinations.of(spec.functionEventInvokeConfig), deadLetter(spec));
    }

    /** Whether a destination is of a kind that nothing is delivered to yet. */
    static boolean hasUnreachableDestination(FunctionSpec spec) {
        return EventDestinations.of(spec.functionEventInvokeConfig).anyMatch(EventDestinations::isUnreachable);
    }

    /** Whether the dead-letter target is. */
    static boolean hasUnreachableDeadLetter(FunctionSpec spec) {
        return deadLetter(spec).anyMatch(EventDestinations::isUnreachable);
    }

    private static Stream<String> deadLetter(FunctionSpec spec) {
        return spec.deadLetterConfig == null
                ? Stream.empty()
                : Stream.ofNullable(spec.deadLetterConfig.targetARN).filter(target -> !target.isBlank());
    }
}
