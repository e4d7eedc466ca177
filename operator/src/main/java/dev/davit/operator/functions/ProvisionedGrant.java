package dev.davit.operator.functions;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyConfig;
import dev.davit.api.lambda.v1alpha1.ProvisionedConcurrencyStatus;
import dev.davit.api.lambda.v1alpha1.Version;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Provisioned concurrency that a version or an alias has been granted. Grants are seen in statuses; of two that were made at
 * the same time and cannot both be, the younger object's ends with its next pass.
 *
 * @param created when the object was made, then its kind and name: who came first
 * @param executions how many; 0 for none
 */
public record ProvisionedGrant(String created, int executions) {

    private static final Comparator<ProvisionedGrant> FIRST_COME = Comparator.comparing(ProvisionedGrant::created);

    /** What a version was granted. */
    public static ProvisionedGrant of(Version version) {
        return of(version, version.getStatus() == null ? null : version.getStatus().provisionedConcurrency);
    }

    /** What an alias was granted. */
    public static ProvisionedGrant of(Alias alias) {
        return of(alias, alias.getStatus() == null ? null : alias.getStatus().provisionedConcurrency);
    }

    private static ProvisionedGrant of(HasMetadata object, ProvisionedConcurrencyStatus status) {
        String order = object.getMetadata().getCreationTimestamp() + " " + object.getKind() + " "
                + object.getMetadata().getName();
        boolean granted = status != null && status.requestedProvisionedConcurrentExecutions != null;
        return new ProvisionedGrant(order, granted ? status.requestedProvisionedConcurrentExecutions : 0);
    }

    /** What a configuration asks for; 0 for nothing. */
    public static int asked(ProvisionedConcurrencyConfig config) {
        return config == null || config.provisionedConcurrentExecutions == null
                ? 0
                : config.provisionedConcurrentExecutions;
    }

    /** Whether there is any. */
    public boolean any() {
        return executions > 0;
    }

    /** The sum of all. */
    public static int total(List<ProvisionedGrant> grants) {
        return grants.stream().mapToInt(ProvisionedGrant::executions).sum();
    }

    /**
     * What there is for the function's versions and aliases together.
     *
     * @param reserved what the function was granted for itself, or null: then they take from the namespace's
     * @param unreserved what the namespace can spare for them at most
     */
    public record Room(Integer reserved, int unreserved) {}

    /**
     * Why what is asked for cannot be.
     *
     * @param account whether for want of the namespace's concurrency, not of the function's own
     * @param words AWS's words, with the numbers and what would do
     */
    public record Refusal(boolean account, String words) {}

    /**
     * What becomes of what is asked for.
     *
     * @param granted how many; what was granted before where more cannot be, 0 for none
     * @param refusal why more, or any, cannot be
     */
    public record Decision(int granted, Optional<Refusal> refusal) {}

    /** Decides on what this object asks for, given the grants of the function's other versions and aliases. */
    public Decision decide(int asked, List<ProvisionedGrant> others, Room room) {
        Optional<Refusal> refusal = refused(asked, others, room);
        if (refusal.isEmpty()) {
            return new Decision(asked, refusal);
        }
        boolean keeps = asked > executions && refused(executions, others, room).isEmpty();
        return new Decision(keeps ? executions : 0, refusal);
    }

    private Optional<Refusal> refused(int asked, List<ProvisionedGrant> others, Room room) {
        return room.reserved == null ? account(asked, others, room.unreserved) : own(asked, others, room.reserved);
    }

    private Optional<Refusal> own(int asked, List<ProvisionedGrant> others, int reserved) {
        boolean has = executions >= asked;
        int taken = total(others.stream()
                .filter(other -> !has || FIRST_COME.compare(other, this) < 0)
                .toList());
        return taken + asked <= reserved
                ? Optional.empty()
                : Optional.of(new Refusal(
                        false,
                        "Requested Provisioned Concurrency should not be greater than the"
                                + " reservedConcurrentExecution for function. The function reserves " + reserved
                                + ", of which other versions and aliases have " + taken + " provisioned: ask for "
                                + Math.max(0, reserved - taken) + " at most, or reserve more."));
    }

    /** What was granted stands. */
    private Optional<Refusal> account(int asked, List<ProvisionedGrant> others, int unreserved) {
        int left = Math.max(0, unreserved - total(others));
        return executions >= asked || asked <= left
                ? Optional.empty()
                : Optional.of(new Refusal(
                        true,
                        "Specified ConcurrentExecutions for function decreases account's"
                                + " UnreservedConcurrentExecution below its minimum value of ["
                                + AccountConcurrency.UNRESERVED + "]. At most " + left
                                + " can be provisioned here; the other functions of this namespace have the rest for"
                                + " themselves."));
    }
}
