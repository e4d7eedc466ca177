package dev.davit.operator.functions;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.operator.kernel.Coalescer;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what changes of provisioned environments without mattering much: their counts, and that one is being replaced. It is
 * told together, a while later, and not at all when it is as before by then. What matters is told at once: that they are
 * there, that they cannot be, and everything else about the object.
 */
public final class ProvisionedBooks {
    /** The part of an object's conditions that speaks of provisioned environments. */
    public static final String PROVISIONED = "Provisioned";

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Set<String> FOLLOWING =
            Set.of(PROVISIONED, ConditionSet.READY, ConditionSet.RECONCILING, ConditionSet.STALLED);

    private final Coalescer coalescer;

    /** Nothing to tell yet. */
    public ProvisionedBooks(Clock clock) {
        this.coalescer = new Coalescer(INTERVAL, clock);
    }

    /** What of a status is compared. */
    public record Told(ProvisionedConcurrencyStatus provisioned, List<Condition> conditions) {

        private List<List<Object>> apart() {
            return conditions == null
                    ? List.of()
                    : conditions.stream()
                            .filter(c -> !FOLLOWING.contains(c.getType()))
                            .map(c -> List.<Object>of(
                                    c.getType(),
                                    c.getStatus(),
                                    c.getReason(),
                                    c.getMessage(),
                                    Objects.requireNonNullElse(c.getObservedGeneration(), 0L)))
                            .toList();
        }
    }

    /** How long to wait before the object's status is written; empty when it is to be written now, if it differs at all. */
    public Optional<Duration> wait(String uid, Told before, Told now) {
        if (!isMinor(before.provisioned, now.provisioned) || !before.apart().equals(now.apart())) {
            coalescer.settled(uid);
            return Optional.empty();
        }
        return coalescer.wait(uid);
    }

    private static boolean isMinor(ProvisionedConcurrencyStatus before, ProvisionedConcurrencyStatus now) {
        if (before == null
                || now == null
                || !Objects.equals(
                        before.requestedProvisionedConcurrentExecutions,
                        now.requestedProvisionedConcurrentExecutions)) {
            return false;
        }
        boolean counts = !same(before, now)
                && Objects.equals(before.status, now.status)
                && Objects.equals(before.statusReason, now.statusReason);
        boolean replaced = ProvisionedConcurrencyState.READY.name().equals(before.status)
                && ProvisionedConcurrencyState.IN_PROGRESS.name().equals(now.status);
        return counts || replaced;
    }

    private static boolean same(ProvisionedConcurrencyStatus one, ProvisionedConcurrencyStatus other) {
        return Objects.equals(
                        one.allocatedProvisionedConcurrentExecutions, other.allocatedProvisionedConcurrentExecutions)
                && Objects.equals(
                        one.availableProvisionedConcurrentExecutions, other.availableProvisionedConcurrentExecutions);
    }
}
