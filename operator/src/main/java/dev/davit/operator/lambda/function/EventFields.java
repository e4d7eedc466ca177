package dev.davit.operator.lambda.function;

import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.lambda.v1alpha1.FunctionReason;
import dev.davit.api.lambda.v1alpha1.FunctionSpec;
import dev.davit.operator.functions.EventDestinations;
import dev.davit.operator.kernel.Outcome.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pure: where the results of a function's asynchronous events go, and whether they can get there. */
final class EventFields {

    /** The condition that says whether the functions are there that destinations name. */
    static final String FOUND = "DestinationsFound";

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
    static List<String> functions(FunctionSpec spec) {
        return EventDestinations.functions(targets(spec)).toList();
    }

    /** Says whether those functions are there; a function that names none says nothing. */
    static void mark(ConditionsBuilder conditions, FunctionInputs inputs) {
        List<String> absent = inputs.surroundings().absentDestinations();
        if (!absent.isEmpty()) {
            conditions.beside(FOUND, false, FunctionReason.DestinationNotFound, absent(absent));
        } else if (!functions(inputs.spec()).isEmpty()) {
            conditions.beside(FOUND, true, FunctionReason.DestinationsFound, "");
        }
    }

    private static String absent(List<String> names) {
        String quoted = names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" and "));
        return "Destinations name the Function " + quoted + ", which this namespace does not have: what is to go there"
                + " is not delivered (metrics DestinationDeliveryFailures, DeadLetterErrors). Apply it, or name another"
                + " in spec.functionEventInvokeConfig.destinationConfig or spec.deadLetterConfig.";
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
