package dev.davit.operator.lambda.pool;

import dev.davit.api.common.Labels;
import dev.davit.api.davit.v1alpha1.EnvironmentPool;
import dev.davit.api.davit.v1alpha1.FunctionRevision;
import dev.davit.operator.kernel.DesiredSet;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the pools of execution classes that no function uses any more. They are not owned by the revisions that use
 * them: an object that names thousands of owners is too large to be written with each function, and at some number too
 * large for the API server (1.5 MiB). How the pool of an image ends: {@link LeftPools}.
 */
final class UnusedPools {
    private static final String USED_BY = "spec.environmentPool";

    /** How often a pool is asked for; nothing announces that its last revision has gone. */
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    /**
     * Deletes the pool if it is one of the operator's, for any function of its class, and no revision names it; asks the
     * API server at most once a minute.
     */
    boolean ended(EnvironmentPool pool, Instant now, KubernetesClient client) {
        String uid = pool.getMetadata().getUid();
        Instant last = asked.get(uid);
        if (!isShared(pool) || last != null && last.plus(EVERY).isAfter(now)) {
            return false;
        }
        asked.put(uid, now);
        if (isUsed(pool, client)) {
            return false;
        }
        asked.remove(uid);
        // A revision that comes in this moment sees the deletion and makes the pool again.
        DesiredSet.with(client).delete(pool);
        return true;
    }

    static boolean isShared(EnvironmentPool pool) {
        return pool.getSpec().functionRevision == null
                && pool.getMetadata().getOwnerReferences().isEmpty()
                && pool.getMetadata().getDeletionTimestamp() == null
                && pool.getMetadata().getLabels() != null
                && Labels.DAVIT.equals(pool.getMetadata().getLabels().get(Labels.MANAGED_BY));
    }

    private static boolean isUsed(EnvironmentPool pool, KubernetesClient client) {
        return !client.resources(FunctionRevision.class)
                .inNamespace(pool.getMetadata().getNamespace())
                .withField(USED_BY, pool.getMetadata().getName())
                .list(new ListOptionsBuilder().withLimit(1L).build())
                .getItems()
                .isEmpty();
    }
}
