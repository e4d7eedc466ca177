package dev.davit.operator.kernel;

import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;

/** Reads lists of conditions and marks parts of new ones. */
public final class Conditions {
    private Conditions() {}

    /** Returns the condition of that type; {@code conditions} may be null. */
    public static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    /** Says whether the condition of that type is True; {@code conditions} may be null. */
    public static boolean isTrue(List<Condition> conditions, String type) {
        return has(conditions, type, "True");
    }

    /** Says whether the condition of that type is False; {@code conditions} may be null. */
    public static boolean isFalse(List<Condition> conditions, String type) {
        return has(conditions, type, "False");
    }

    /** Marks the part as the check decided: accepted True, waiting Unknown, rejected False and stalled. */
    public static ConditionsBuilder decided(ConditionsBuilder builder, String part, Reason accepted, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted yes -> builder.markTrue(part, accepted, yes.note());
            case Outcome.Rejection no -> builder.markStalled(part, no.reason(), no.message());
            case Outcome.Waiting not -> builder.markUnknown(part, not.reason(), not.message());
        };
    }

    private static boolean has(List<Condition> conditions, String type, String status) {
        return find(conditions, type).filter(c -> status.equals(c.getStatus())).isPresent();
    }
}
