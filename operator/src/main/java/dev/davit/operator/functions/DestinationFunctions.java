package dev.davit.operator.functions;

import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Reason;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pure: the functions of the namespace that destinations name, and whether they are there.
 *
 * @param named all of them
 * @param absent those that the namespace does not have
 */
public record DestinationFunctions(List<String> named, List<String> absent) {

    /** The condition that says so; what names none does not have it. */
    public static final String FOUND = "DestinationsFound";

    /** Those that targets name, looked up one by one. */
    public static DestinationFunctions of(Stream<String> targets, Predicate<String> isThere) {
        List<String> named = EventDestinations.functions(targets).toList();
        return new DestinationFunctions(
                named, named.stream().filter(isThere.negate()).toList());
    }

    /** Whether there are any: they are not watched, and have to be looked up again. */
    public boolean any() {
        return !named.isEmpty();
    }

    /** Says whether they are there, beside the parts of Ready; {@code fields} are those that name them. */
    public void mark(ConditionsBuilder conditions, Reason found, Reason missing, String fields) {
        if (!absent.isEmpty()) {
            conditions.beside(FOUND, false, missing, message(fields));
        } else if (any()) {
            conditions.beside(FOUND, true, found, "");
        }
    }

    private String message(String fields) {
        String quoted = absent.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(" and "));
        return "Destinations name the Function " + quoted + ", which this namespace does not have: what is to go there"
                + " is not delivered (metrics DestinationDeliveryFailures, DeadLetterErrors). Apply it, or name another"
                + " in " + fields + ".";
    }
}
