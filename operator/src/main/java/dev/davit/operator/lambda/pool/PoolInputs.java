package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentClaim;
import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolSpec;
import dev.davit.api.davit.v1alpha1.EnvironmentPoolStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything one pass over a pool looks at.
 *
 * @param pool the pool
 * @param environments its pods
 * @param surroundings where the gateway is; empty while that is not known
 * @param left whether it is the pool of an image whose revision is gone: nothing is started in it
 * @param gatewaySince since when there is a gateway to poll; {@link Instant#MAX} while there is none
 * @param now the time
 */
record PoolInputs(
        EnvironmentPool pool,
        List<Environment> environments,
        Optional<PoolObjects.Surroundings> surroundings,
        boolean left,
        Instant gatewaySince,
        Instant now) {

    /** How long after a gateway became ready some nodes may not lead to it yet. */
    private static final Duration LEADING = Duration.ofSeconds(2);

    EnvironmentPoolSpec spec() {
        return pool.getSpec();
    }

    EnvironmentPoolStatus status() {
        return pool.getStatus() == null ? new EnvironmentPoolStatus() : pool.getStatus();
    }

    Optional<EnvironmentFailures> failures() {
        return Optional.ofNullable(status().failures).filter(failures -> failures.count != null && failures.count > 0);
    }

    boolean verifiedBefore() {
        return Boolean.TRUE.equals(status().verified);
    }

    /** A pool of one image function, as opposed to one of generic environments of a managed runtime. */
    boolean ofImage() {
        return spec().functionRevision != null;
    }

    /** A runtime that an image brought ends without a gateway: it is not started then. The managed ones wait for one. */
    boolean canStart() {
        return !left && hasGateway();
    }

    private boolean hasGateway() {
        return !ofImage() || !gatewaySince.equals(Instant.MAX);
    }

    /** Whether an environment had, from that time on, a gateway to poll, if it needs one. */
    boolean hadGateway(Instant from) {
        return !ofImage()
                || gatewaySince.equals(Instant.MIN)
                || hasGateway() && from.isAfter(gatewaySince.plus(LEADING));
    }

    /** Claimed pods and the revision each runs. */
    Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        if (spec().claims != null) {
            for (EnvironmentClaim claim : spec().claims) {
                claims.put(claim.pod, claim.revision);
            }
        }
        return claims;
    }

    /** Claimed pods that were made to be kept initialised. */
    boolean isProvisioned(String pod) {
        return spec().claims != null
                && spec().claims.stream()
                        .anyMatch(claim -> claim.pod.equals(pod) && Boolean.TRUE.equals(claim.provisioned));
    }

    /** How many environments of an image are still to be made to be kept initialised; a generic one learns it later. */
    int unprovisioned() {
        if (!ofImage() || spec().provisioned == null) {
            return 0;
        }
        int requested = spec().provisioned.stream()
                .filter(each -> each.revision.equals(spec().functionRevision))
                .mapToInt(each -> number(each.requested))
                .sum();
        long there = live().stream().filter(Environment::provisioned).count();
        return (int) Math.max(0, requested - there);
    }

    Set<String> retire() {
        return spec().retire == null ? Set.of() : Set.copyOf(spec().retire);
    }

    boolean isClaimed(Environment environment) {
        return claims().containsKey(environment.name());
    }

    /**
     * Made for another image than the pool's today, or for a gateway that was elsewhere or had another key: replaced,
     * unless it is claimed, for then it may be at work. The gateway retires a claimed one that does not come back.
     */
    boolean isOutdated(Environment environment) {
        return isOfOldImage(environment) || isLost(environment);
    }

    /** The gateway may still give it to a call. */
    boolean isOfOldImage(Environment environment) {
        return !isClaimed(environment) && !environment.image().equals(spec().imageURI);
    }

    /** The gateway cannot be found or convinced by it. */
    boolean isLost(Environment environment) {
        return !isClaimed(environment) && !findsGateway(environment);
    }

    private boolean findsGateway(Environment environment) {
        String namespace = pool.getMetadata().getNamespace();
        return surroundings
                .filter(around -> !around.gateway(namespace, environment.name()).equals(environment.gateway()))
                .isEmpty();
    }

    /** Neither ended, nor going, nor to be destroyed. */
    List<Environment> live() {
        return environments.stream()
                .filter(e -> !e.ended() && !e.deleting() && !retire().contains(e.name()) && !isOutdated(e))
                .toList();
    }

    static int number(Integer value) {
        return value == null ? 0 : value;
    }
}
