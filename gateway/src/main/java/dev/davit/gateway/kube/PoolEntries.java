package dev.davit.gateway.kube;

import dev.davit.api.davit.v1alpha1.EnvironmentClaim;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolSpec;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import dev.davit.api.davit.v1alpha1.ProvisionedEnvironments;
import dev.davit.gateway.catalog.PoolEntry;
import dev.davit.gateway.catalog.PoolKey;
import dev.davit.gateway.catalog.PoolProblem;
import dev.davit.gateway.catalog.PoolProvisions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Pure: what the catalog needs of pools. */
final class PoolEntries {

    private static final int DEFAULT_INIT_TIMEOUT = 10;

    private PoolEntries() {}

    static PoolEntry of(EnvironmentPool pool) {
        EnvironmentPoolSpec spec = pool.getSpec();
        return new PoolEntry(
                key(pool),
                spec.functionRevision,
                Objects.requireNonNullElse(spec.initTimeoutSeconds, DEFAULT_INIT_TIMEOUT),
                Objects.requireNonNullElse(spec.replicas, 0),
                claims(spec),
                names(spec.retire),
                pool.getStatus() == null ? Set.of() : names(pool.getStatus().dispensable),
                problem(pool.getStatus()),
                provisions(spec));
    }

    static PoolKey key(EnvironmentPool pool) {
        return new PoolKey(pool.getMetadata().getNamespace(), pool.getMetadata().getName());
    }

    private static Set<String> names(List<String> pods) {
        return pods == null ? Set.of() : Set.copyOf(pods);
    }

    private static Map<String, String> claims(EnvironmentPoolSpec spec) {
        List<EnvironmentClaim> claims = Objects.requireNonNullElse(spec.claims, List.of());
        return claims.stream().collect(Collectors.toUnmodifiableMap(c -> c.pod, c -> c.revision));
    }

    private static PoolProvisions provisions(EnvironmentPoolSpec spec) {
        List<ProvisionedEnvironments> counts = Objects.requireNonNullElse(spec.provisioned, List.of());
        Set<String> pods = Objects.requireNonNullElse(spec.claims, List.<EnvironmentClaim>of()).stream()
                .filter(claim -> Boolean.TRUE.equals(claim.provisioned))
                .map(claim -> claim.pod)
                .collect(Collectors.toUnmodifiableSet());
        return counts.isEmpty() && pods.isEmpty()
                ? PoolProvisions.NONE
                : new PoolProvisions(
                        counts.stream().collect(Collectors.toUnmodifiableMap(c -> c.revision, PoolEntries::count)),
                        pods);
    }

    private static PoolProvisions.Count count(ProvisionedEnvironments environments) {
        return new PoolProvisions.Count(
                Objects.requireNonNullElse(environments.requested, 0),
                Objects.requireNonNullElse(environments.allocated, 0),
                Objects.requireNonNullElse(environments.available, 0),
                environments.failure);
    }

    private static PoolProblem problem(EnvironmentPoolStatus status) {
        if (status == null || status.conditions == null) {
            return null;
        }
        for (Condition condition : status.conditions) {
            if ("Ready".equals(condition.getType()) && "False".equals(condition.getStatus())) {
                Integer exitCode = status.failures == null ? null : status.failures.exitCode;
                return new PoolProblem(condition.getReason(), condition.getMessage(), exitCode);
            }
        }
        return null;
    }
}
