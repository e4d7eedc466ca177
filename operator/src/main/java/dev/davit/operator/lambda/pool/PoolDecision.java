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
 * @param replaced pods of an old image, to end unless the gateway has given them to a call
 * @param surplus pods to end likewise when they are still too many a while later
 * @param label claimed pods that run a revision
 * @param desired how many should live
 * @param verified whether an environment of this pool has ever run
 * @param failures the failures that still count
 * @param lookAgain when something becomes possible that no event announces
 */
record PoolDecision(
        int create,
        List<String> delete,
        List<String> replaced,
        List<String> surplus,
        Map<String, String> label,
        int desired,
        boolean verified,
        Optional<EnvironmentFailures> failures,
        Optional<Duration> lookAgain) {

    /** How long the pod of the last failure stays for people to look at when nothing replaces it. */
    static final Duration EVIDENCE = Duration.ofMinutes(5);

    /**
     * An image counts as working when the gateway has had the first poll of one of its environments, or when one has run for so long
     * without: AWS ends an initialisation after this time and begins it anew with the first call.
     */
    static final Duration TRIAL = PoolFailures.PROVEN;

    /** How many environments may be starting while more are started for nobody yet: whoever waits has the nodes first. */
    static final int REFILLING = 5;

    static PoolDecision of(PoolInputs inputs) {
        List<Environment> live = inputs.live();
        Optional<EnvironmentFailures> failures = PoolFailures.after(inputs);
        boolean verified =
                inputs.verifiedBefore() || inputs.environments().stream().anyMatch(e -> verifies(inputs, e));
        int waitedFor = inputs.left() ? 0 : waitedFor(inputs, verified);
        int desired = Math.max(waitedFor, warm(inputs, live));
        int missing = desired - live.size();
        return new PoolDecision(
                inputs.canStart()
                        ? startable(missing, refillable(live, waitedFor, missing), live, failures, inputs.now())
                        : 0,
                delete(inputs, live),
                replaced(inputs),
                surplus(inputs, live, -missing),
                label(inputs, live),
                desired,
                verified,
                failures,
                lookAgain(inputs, verified, failures, missing));
    }

    /**
     * A managed runtime works when it runs. An image may still crash while it initialises, and must not replace a
     * revision that works before it has initialised. One that takes too long is retired by the gateway: no crash.
     */
    private static boolean verifies(PoolInputs inputs, Environment environment) {
        Optional<Instant> since = environment.runningSince();
        return since.isPresent()
                && !environment.ended()
                && !inputs.isOutdated(environment)
                && (!inputs.ofImage()
                        || inputs.isClaimed(environment)
                        || !since.get().plus(TRIAL).isAfter(inputs.now()));
    }

    /** As many as somebody wants now, or needs to know that the function works at all. */
    private static int waitedFor(PoolInputs inputs, boolean verified) {
        var spec = inputs.spec();
        // Until the gateway has said how many it wants, the first environment stays: it may be serving already.
        boolean first = !verified || spec.replicas == null;
        return Math.max(PoolInputs.number(spec.replicas), first ? PoolInputs.number(spec.initial) : 0);
    }

    private static int warm(PoolInputs inputs, List<Environment> live) {
        return PoolInputs.number(inputs.spec().warm)
                + (int) live.stream().filter(inputs::isClaimed).count();
    }

    /** How many of those that are missing may start now: all that are waited for, of the rest as many as there is quiet for. */
    private static int refillable(List<Environment> live, int waitedFor, int missing) {
        int now = Math.clamp(waitedFor - live.size(), 0, Math.max(0, missing));
        int starting = now
                + (int) live.stream().filter(e -> e.runningSince().isEmpty()).count();
        return now + Math.clamp(missing - now, 0, Math.max(0, REFILLING - starting));
    }

    /** As many as may be while all goes well; after a failure one at a time, each later than the one before. */
    private static int startable(
            int missing, int most, List<Environment> live, Optional<EnvironmentFailures> failures, Instant now) {
        if (missing <= 0 || live.stream().anyMatch(PoolDecision::cannotStart)) {
            return 0;
        }
        return failures.map(f -> PoolFailures.nextStart(f).isAfter(now) ? 0 : 1).orElse(most);
    }

    /** Another pod of the same image on the same cluster would only wait beside it. */
    private static boolean cannotStart(Environment environment) {
        return environment
                .trouble()
                .map(Trouble::kind)
                .filter(kind -> kind != Trouble.Kind.UNSCHEDULABLE)
                .isPresent();
    }

    private static List<String> delete(PoolInputs inputs, List<Environment> live) {
        Optional<Environment> evidence = evidence(inputs, live);
        return inputs.environments().stream()
                .filter(e -> !e.deleting())
                .filter(e -> inputs.retire().contains(e.name()) || e.ended() || inputs.isLost(e))
                .filter(e -> inputs.retire().contains(e.name())
                        || evidence.filter(e::equals).isEmpty())
                .map(Environment::name)
                .toList();
    }

    private static List<String> replaced(PoolInputs inputs) {
        return inputs.environments().stream()
                .filter(e -> !e.deleting() && !e.ended() && !inputs.retire().contains(e.name()))
                .filter(e -> inputs.isOfOldImage(e) && !inputs.isLost(e))
                .map(Environment::name)
                .toList();
    }

    private static List<String> surplus(PoolInputs inputs, List<Environment> live, int surplus) {
        return live.stream()
                .filter(e -> !inputs.isClaimed(e))
                .sorted(Comparator.comparing(Environment::provisioned)
                        .thenComparing(Comparator.comparing(Environment::created)
                                .thenComparing(Environment::name)
                                .reversed()))
                .limit(Math.max(0, surplus))
                .map(Environment::name)
                .toList();
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
