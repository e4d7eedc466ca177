package dev.davit.api.common;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;

/**
 * The conditions of a kind: parts that the kind declares, in the order in which they come true, and three that follow
 * from them. Ready is False when a part is, Unknown when one is not known yet, True when all are. Reconciling and
 * Stalled say what kstatus (Helm, Flux, Argo CD) wants to know: still moving, or waiting for somebody to change it.
 *
 * @param parts the types of the parts, first to come true first
 */
public record ConditionSet(List<String> parts) {

    /** Derived: everything that was asked for is so. */
    public static final String READY = "Ready";

    /** Derived: not there yet, and Davit is at it. */
    public static final String RECONCILING = "Reconciling";

    /** Derived: not there, and it will not get there until somebody changes something. */
    public static final String STALLED = "Stalled";

    /** The set of a kind. */
    public static ConditionSet of(String... parts) {
        return new ConditionSet(List.of(parts));
    }

    /** Copies the list and refuses the derived types as parts. */
    public ConditionSet {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().anyMatch(List.of(READY, RECONCILING, STALLED)::contains)) {
            throw new IllegalArgumentException("Parts must be named and must not be derived ones: " + parts);
        }
    }

    /**
     * Starts the conditions of one pass.
     *
     * @param previous the conditions in the status, or null; read only for transition times
     * @param generation the generation that this pass looked at
     * @param now the time of this pass
     */
    public ConditionsBuilder begin(List<Condition> previous, Long generation, Instant now) {
        return new ConditionsBuilder(this, previous == null ? List.of() : previous, generation, now);
    }
}
