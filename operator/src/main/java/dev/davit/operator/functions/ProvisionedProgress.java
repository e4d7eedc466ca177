package dev.davit.operator.functions;

import dev.davit.api.common.ConditionSet;
import dev.davit.api.common.ConditionsBuilder;
import dev.davit.api.common.Reason;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyState;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.operator.kernel.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How far the provisioned environments of a version or an alias are: as AWS tells it, and why for people.
 *
 * @param requested how many were granted
 * @param allocated how many there are, initialised or being initialised
 * @param available how many are initialised
 * @param state in one word
 * @param reason why, in AWS's words, when that word is FAILED; else null
 * @param message what a person wants to know
 */
public record ProvisionedProgress(
        int requested, int allocated, int available, ProvisionedConcurrencyState state, String reason, String message) {

    static final String INIT_FAILURE = "FUNCTION_ERROR_INIT_FAILURE";

    private static final Set<String> NO_ROOM = Set.of(PoolReason.Unschedulable.name(), PoolReason.QuotaExceeded.name());
    private static final Set<String> FUNCTIONS_OWN =
            Set.of(PoolReason.EnvironmentCrashed.name(), PoolReason.InitTimeout.name(), PoolReason.OutOfMemory.name());

    private record Cause(ProvisionedConcurrencyState state, String reason, String message) {}

    /**
     * Reads it from the pool that runs the revision.
     *
     * @param requested how many were granted
     * @param before how many others come first, who have the same revision
     * @param revision the revision's name
     * @param pool its pool, as far as it is known
     */
    public static ProvisionedProgress of(int requested, int before, String revision, Optional<EnvironmentPool> pool) {
        Optional<ProvisionedEnvironments> counted = pool.flatMap(found -> environments(found, revision));
        int allocated = share(counted.map(c -> c.allocated).orElse(null), before, requested);
        int available = share(counted.map(c -> c.available).orElse(null), before, requested);
        if (available >= requested) {
            String all = requested == 1 ? "1 environment is" : requested + " environments are";
            return new ProvisionedProgress(
                    requested, allocated, available, ProvisionedConcurrencyState.READY, null, all + " initialised.");
        }
        Cause cause = counted.flatMap(ProvisionedProgress::failure)
                .or(() -> pool.flatMap(ProvisionedProgress::trouble))
                .orElse(new Cause(
                        ProvisionedConcurrencyState.IN_PROGRESS, null, "Environments are being initialised."));
        return new ProvisionedProgress(requested, allocated, available, cause.state, cause.reason, cause.message);
    }

    private static Optional<ProvisionedEnvironments> environments(EnvironmentPool pool, String revision) {
        return pool.getSpec().provisioned == null
                ? Optional.empty()
                : pool.getSpec().provisioned.stream()
                        .filter(each -> each.revision.equals(revision))
                        .findFirst();
    }

    private static int share(Integer all, int before, int most) {
        return all == null ? 0 : Math.clamp(all - before, 0, most);
    }

    private static Optional<Cause> failure(ProvisionedEnvironments environments) {
        return environments.failure == null
                ? Optional.empty()
                : Optional.of(new Cause(
                        ProvisionedConcurrencyState.FAILED,
                        INIT_FAILURE,
                        "The function could not be initialised: " + environments.failure
                                + " It is tried again, less and less often."));
    }

    /** A cluster that is full may have room later, by itself: that is no failure. */
    private static Optional<Cause> trouble(EnvironmentPool pool) {
        return ready(pool).filter(ready -> "False".equals(ready.getStatus())).map(ready -> {
            if (NO_ROOM.contains(ready.getReason())) {
                return new Cause(ProvisionedConcurrencyState.IN_PROGRESS, null, ready.getMessage());
            }
            String reason = FUNCTIONS_OWN.contains(ready.getReason()) ? INIT_FAILURE : ready.getReason();
            return new Cause(ProvisionedConcurrencyState.FAILED, reason, ready.getMessage());
        });
    }

    private static Optional<Condition> ready(EnvironmentPool pool) {
        return pool.getStatus() == null
                ? Optional.empty()
                : Conditions.find(pool.getStatus().conditions, ConditionSet.READY);
    }

    /** Marks the part Provisioned: True once all are there, Unknown while they come, False while they fail. */
    public void mark(ConditionsBuilder conditions, Reason of) {
        switch (state) {
            case READY -> conditions.markTrue(ProvisionedBooks.PROVISIONED, of, message);
            case IN_PROGRESS -> conditions.markUnknown(ProvisionedBooks.PROVISIONED, of, message);
            case FAILED -> conditions.markFalse(ProvisionedBooks.PROVISIONED, of, message);
        }
    }

    /** As a status has it. */
    public ProvisionedConcurrencyStatus status() {
        ProvisionedConcurrencyStatus status = new ProvisionedConcurrencyStatus();
        status.requestedProvisionedConcurrentExecutions = requested;
        status.allocatedProvisionedConcurrentExecutions = allocated;
        status.availableProvisionedConcurrentExecutions = available;
        status.status = state.name();
        status.statusReason = reason;
        return status;
    }

    /** What of a pool matters here; equal pools need not be looked at again. */
    static List<Object> matter(EnvironmentPool pool) {
        List<Object> counts = pool.getSpec().provisioned == null
                ? List.of()
                : pool.getSpec().provisioned.stream()
                        .<Object>map(each -> List.of(
                                each.revision,
                                Objects.requireNonNullElse(each.allocated, 0),
                                Objects.requireNonNullElse(each.available, 0),
                                Objects.requireNonNullElse(each.failure, "")))
                        .toList();
        return counts.isEmpty()
                ? List.of()
                : List.of(
                        counts,
                        ready(pool)
                                .map(c -> List.of(c.getStatus(), c.getReason(), c.getMessage()))
                                .orElse(List.of()));
    }
}
