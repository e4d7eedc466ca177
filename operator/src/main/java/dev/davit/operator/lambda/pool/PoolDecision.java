package dev.davit.operator.lambda.pool;

import dev.davit.api.davit.v1alpha1.EnvironmentFailures;
import dev.davit.operator.lambda.pool.Environment.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pure: which environments to start, end and label, from the numbers in the pool's spec and the pods there are.
 *
 * @param create how many to start now
 * @param delete pods to end
 * @param label claimed pods that run a revision
 * @param desired how many should live
 * @param verified whether an environment of this pool has ever run
 * @param failures the failures that still count
 * @param lookAgain when something becomes possible that no event announces
 */
record PoolDecision(
        int create,
        List<String> delete,
        Map<String, String> label,
        int desired,
        boolean verified,
        Optional<EnvironmentFailures> failures,
        Optional<Duration> lookAgain) {

    /** How long the pod of the last failure stays for people to look at when nothing replaces it. */
    static final Duration EVIDENCE = Duration.ofMinutes(5);

    /** How long the first environment of an image must run to count as working. */
    static final Duration TRIAL = Duration.ofSeconds(3);

    static PoolDecision of(PoolInputs inputs) {
        List<Environment> live = inputs.live();
        Optional<EnvironmentFailures> failures = PoolFailures.after(inputs);
        boolean verified = inputs.verifiedBefore() || live.stream().anyMatch(e -> verifies(inputs, e));
        int desired = desired(inputs, live, verified);
        int missing = desired - live.size();
        return new PoolDecision(
                startable(missing, live, failures, inputs.now()),
                delete(inputs, live, -missing),
                label(inputs, live),
                desired,
                verified,
                failures,
                lookAgain(inputs, verified, failures, missing));
    }

    /**
     * A managed runtime works when it runs. An image may still crash while it initialises, and must not replace a
     * revision that works before it has lived a while, or the gateway has given it work.
     */
    private static boolean verifies(PoolInputs inputs, Environment environment) {
        Optional<Instant> since = environment.runningSince();
        return since.isPresent()
                && (!inputs.ofImage()
                        || inputs.isClaimed(environment)
                        || !since.get().plus(TRIAL).isAfter(inputs.now()));
    }

    private static int desired(PoolInputs inputs, List<Environment> live, boolean verified) {
        var spec = inputs.spec();
        int claimed = (int) live.stream().filter(inputs::isClaimed).count();
        // Until the gateway has said how many it wants, the first environment stays: it may be serving already.
        boolean first = !verified || spec.replicas == null;
        return Stream.of(
                        PoolInputs.number(spec.replicas),
                        PoolInputs.number(spec.warm) + claimed,
                        first ? PoolInputs.number(spec.initial) : 0)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** All that is missing while all goes well; after a failure one at a time, each later than the one before. */
    private static int startable(
            int missing, List<Environment> live, Optional<EnvironmentFailures> failures, Instant now) {
        if (missing <= 0 || live.stream().anyMatch(PoolDecision::cannotStart)) {
            return 0;
        }
        return failures.map(f -> PoolFailures.nextStart(f).isAfter(now) ? 0 : 1).orElse(missing);
    }

    /** Another pod of the same image on the same cluster would only wait beside it. */
    private static boolean cannotStart(Environment environment) {
        return environment
                .trouble()
                .map(Trouble::kind)
                .filter(kind -> kind != Trouble.Kind.UNSCHEDULABLE)
                .isPresent();
    }

    private static List<String> delete(PoolInputs inputs, List<Environment> live, int surplus) {
        Optional<Environment> evidence = evidence(inputs, live);
        Stream<Environment> done = inputs.environments().stream()
                .filter(e -> !e.deleting())
                .filter(e -> inputs.retire().contains(e.name()) || e.ended() || inputs.isOutdated(e))
                .filter(e -> inputs.retire().contains(e.name())
                        || evidence.filter(e::equals).isEmpty());
        Stream<Environment> tooMany = live.stream()
                .filter(e -> !inputs.isClaimed(e))
                .sorted(Comparator.comparing(Environment::provisioned)
                        .thenComparing(Comparator.comparing(Environment::created)
                                .thenComparing(Environment::name)
                                .reversed()))
                .limit(Math.max(0, surplus));
        return Stream.concat(done, tooMany).map(Environment::name).distinct().toList();
    }

    /** The last one that failed, kept while nothing runs in its place. */
    private static Optional<Environment> evidence(PoolInputs inputs, List<Environment> live) {
        if (live.stream().anyMatch(e -> e.runningSince().isPresent())) {
            return Optional.empty();
        }
        return inputs.environments().stream()
                .filter(e -> PoolFailures.counts(inputs, e))
                .filter(e -> evidenceUntil(e).isAfter(inputs.now()))
                .max(Comparator.comparing(e -> e.ending().orElseThrow().finished()));
    }

    private static Instant evidenceUntil(Environment failed) {
        return failed.ending().orElseThrow().finished().plus(EVIDENCE);
    }

    private static Map<String, String> label(PoolInputs inputs, List<Environment> live) {
        Map<String, String> claims = inputs.claims();
        return live.stream()
                .map(Environment::name)
                .filter(claims::containsKey)
                .collect(Collectors.toMap(name -> name, claims::get));
    }

    private static Optional<Duration> lookAgain(
            PoolInputs inputs, boolean verified, Optional<EnvironmentFailures> failures, int missing) {
        List<Environment> live = inputs.live();
        Stream<Instant> nextStart = missing > 0 ? failures.stream().map(PoolFailures::nextStart) : Stream.empty();
        Stream<Instant> trial = verified ? Stream.empty() : running(live, TRIAL);
        Stream<Instant> proven = failures.isEmpty() ? Stream.empty() : running(live, PoolFailures.PROVEN);
        Stream<Instant> evidence = evidence(inputs, live).map(PoolDecision::evidenceUntil).stream();
        return Stream.of(nextStart, trial, proven, evidence)
                .flatMap(times -> times)
                .filter(time -> time.isAfter(inputs.now()))
                .min(Comparator.naturalOrder())
                .map(time -> Duration.between(inputs.now(), time));
    }

    private static Stream<Instant> running(List<Environment> live, Duration time) {
        return live.stream().flatMap(e -> e.runningSince().stream()).map(since -> since.plus(time));
    }
}
