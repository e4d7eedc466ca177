package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.api.davit.v1alpha1.PoolReason;
import dev.davit.operator.kernel.Names;
import dev.davit.operator.lambda.pool.Environment.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Pure: what counts as a failure of the pool, how failures add up and how long they hold back the next start. An
 * environment that ends on its own within its initialisation time failed; one that worked longer merely ended. One that
 * the gateway has claimed has initialised, whatever becomes of it: its end is the function's own, or that of a runtime
 * whose gateway went away, and must neither stop the other functions of a shared pool nor hold back the next start. Nor did one of
 * an image that ended because there was no gateway to poll; what had added up until there was one again is forgotten.
 */
final class PoolFailures {
    /** How long an environment must have run for the failures before it to be forgotten. */
    static final Duration PROVEN = Duration.ofSeconds(10);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 9;
    private static final int MESSAGE_LIMIT = 512;

    private PoolFailures() {}

    /** The failures after this pass's endings are counted; empty once an environment has proven itself. */
    static Optional<EnvironmentFailures> after(PoolInputs inputs) {
        Optional<EnvironmentFailures> before = inputs.failures()
                .filter(failures -> !PoolReason.isCrash(failures.reason) || inputs.hadGateway(time(failures)));
        Optional<Ending> latest = latest(inputs, before.map(PoolFailures::time).orElse(Instant.MIN));
        if (latest.isPresent()) {
            return Optional.of(counted(before, latest.get()));
        }
        return before.filter(
                failures -> inputs.live().stream().noneMatch(e -> inputs.isClaimed(e) || proven(e, inputs.now())));
    }

    /** The failures after the API server refused a pod. */
    static EnvironmentFailures refused(Optional<EnvironmentFailures> before, String message, Instant now) {
        EnvironmentFailures failures = new EnvironmentFailures();
        failures.count = before.map(b -> b.count).orElse(0) + 1;
        failures.lastTime = now.toString();
        failures.reason = refusal(message).name();
        failures.message = Names.cut(message, MESSAGE_LIMIT);
        return failures;
    }

    /** When the next environment may be started. */
    static Instant nextStart(EnvironmentFailures failures) {
        int doublings = Math.min(failures.count - 1, DOUBLINGS);
        Duration wait = Duration.ofSeconds(1L << doublings);
        return time(failures).plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    static boolean proven(Environment environment, Instant now) {
        return environment
                .runningSince()
                .filter(since -> !since.plus(PROVEN).isAfter(now))
                .isPresent();
    }

    private static Optional<Ending> latest(PoolInputs inputs, Instant after) {
        return inputs.environments().stream()
                .filter(e -> counts(inputs, e))
                .flatMap(e -> e.ending().stream())
                .filter(ending -> ending.finished().isAfter(after))
                .max(Comparator.comparing(Ending::finished));
    }

    /** Says whether the environment's end is a failure of the pool. */
    static boolean counts(PoolInputs inputs, Environment environment) {
        return !inputs.isClaimed(environment)
                && !environment.deleting()
                && !inputs.retire().contains(environment.name())
                && environment
                        .ending()
                        .filter(end ->
                                Duration.between(end.started(), end.finished()).compareTo(PROVEN) < 0)
                        .filter(end -> inputs.hadGateway(end.started()))
                        .isPresent();
    }

    private static EnvironmentFailures counted(Optional<EnvironmentFailures> before, Ending ending) {
        EnvironmentFailures failures = new EnvironmentFailures();
        failures.count = before.map(b -> b.count).orElse(0) + 1;
        failures.lastTime = ending.finished().toString();
        failures.reason = (ending.outOfMemory() ? PoolReason.OutOfMemory : PoolReason.EnvironmentCrashed).name();
        failures.message = Names.cut(PoolWords.ending(ending), MESSAGE_LIMIT);
        failures.exitCode = ending.exitCode();
        return failures;
    }

    private static PoolReason refusal(String message) {
        if (message.contains("exceeded quota") || message.contains("quota")) {
            return PoolReason.QuotaExceeded;
        }
        return message.contains("service account") || message.contains("serviceaccount")
                ? PoolReason.ServiceAccountNotFound
                : PoolReason.PodRefused;
    }

    private static Instant time(EnvironmentFailures failures) {
        return Environment.time(failures.lastTime).orElse(Instant.EPOCH);
    }
}
