package dev.davit.operator.functions;

import dev.davit.api.lambda.v1alpha1.Alias;
import dev.davit.api.lambda.v1alpha1.Function;
import dev.davit.api.lambda.v1alpha1.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a namespace's concurrency its functions have for themselves, as granted: what one reserves, or, where it reserves
 * nothing, what its versions and aliases have provisioned. As on AWS some must be left for all.
 *
 * @param functions the namespace's functions
 * @param versions its versions
 * @param aliases its aliases
 */
public record AccountConcurrency(List<Function> functions, List<Version> versions, List<Alias> aliases) {
    /** What must be left, as on AWS. */
    public static final int UNRESERVED = 100;

    /** What the functions but the one of that name have for themselves. */
    public int besides(String function) {
        Map<String, Integer> provisioned = new HashMap<>();
        versions.forEach(version -> provisioned.merge(
                FunctionTarget.of(version.getSpec()).text(),
                ProvisionedGrant.of(version).executions(),
                Integer::sum));
        aliases.forEach(alias -> provisioned.merge(
                FunctionTarget.of(alias.getSpec()).text(),
                ProvisionedGrant.of(alias).executions(),
                Integer::sum));
        return functions.stream()
                .filter(other -> !other.getMetadata().getName().equals(function))
                .mapToInt(other -> {
                    Integer reserved = reserved(other);
                    return reserved != null
                            ? reserved
                            : provisioned.getOrDefault(other.getMetadata().getName(), 0);
                })
                .sum();
    }

    /** How many the function of that name could have for itself at most, in a namespace of that limit. */
    public int most(int limit, String function) {
        return Math.max(0, limit - UNRESERVED - besides(function));
    }

    /** What a function was granted for itself; null for nothing. */
    public static Integer reserved(Function function) {
        return function.getStatus() == null ? null : function.getStatus().reservedConcurrentExecutions;
    }
}
