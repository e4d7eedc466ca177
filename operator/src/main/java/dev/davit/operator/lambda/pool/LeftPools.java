package dev.davit.operator.lambda.pool;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pools of images whose revision is gone. Calls at work end as they would have: such a pool starts nothing more, and goes when its
 * last environment has gone, or when the longest call there can be would have ended.
 */
final class LeftPools {
    /** A function runs at most 15 minutes. */
    static final Duration LONGEST = Duration.ofMinutes(16);

    /** How often one is looked at, whatever happens. */
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    /**
     * Whether the revision of an image's pool is gone.
     *
     * @param cached the revision as far as it is known here
     * @param asked the revision as the API server knows it, asked only when it is not known here
     */
    boolean isLeft(
            EnvironmentPool pool,
            Optional<FunctionRevision> cached,
            Supplier<Optional<FunctionRevision>> asked,
            Instant now) {
        String uid = pool.getMetadata().getUid();
        String of = revision(pool);
        boolean there = of == null
                || cached.filter(r -> is(r, of)).isPresent()
                || asked.get().filter(r -> is(r, of)).isPresent();
        if (there) {
            since.remove(uid);
            return false;
        }
        since.values().removeIf(time -> time.plus(LONGEST).plus(LONGEST).isBefore(now));
        since.putIfAbsent(uid, now);
        return true;
    }

    /** Whether a pool that is left may go now. */
    boolean mayEnd(PoolInputs inputs) {
        Instant left = since.getOrDefault(inputs.pool().getMetadata().getUid(), inputs.now());
        return inputs.environments().stream().allMatch(e -> e.ended() || e.deleting())
                || !left.plus(LONGEST).isAfter(inputs.now());
    }

    /** The uid of the image's revision; null for a pool of a class, and for one that garbage collection ends. */
    private static String revision(EnvironmentPool pool) {
        Map<String, String> labels = pool.getMetadata().getLabels();
        return pool.getSpec().functionRevision == null
                        || labels == null
                        || !pool.getMetadata().getOwnerReferences().isEmpty()
                ? null
                : labels.get(Labels.REVISION_UID);
    }

    private static boolean is(FunctionRevision revision, String uid) {
        return uid.equals(revision.getMetadata().getUid());
    }
}
