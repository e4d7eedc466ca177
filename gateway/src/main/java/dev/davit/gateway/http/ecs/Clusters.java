package dev.davit.gateway.http.ecs;

import dev.davit.api.common.EcsCluster;
import dev.davit.api.ecs.v1alpha1.Cluster;
import dev.davit.gateway.kernel.ErrorCode;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds clusters: {@code default}, which every account has, and those that there are Cluster objects of. */
final class Clusters {

    private final EcsDirectory directory;

    Clusters(EcsDirectory directory) {
        this.directory = directory;
    }

    /** The Cluster objects of an account by the names that AWS's callers know them by; {@code default} may have none. */
    CompletionStage<SortedMap<String, Cluster>> all(EcsAccount account) {
        return directory.clusters(account.namespace()).thenApply(objects -> {
            SortedMap<String, Cluster> named = new TreeMap<>();
            objects.forEach(cluster -> named.merge(name(cluster), cluster, Clusters::older));
            return named;
        });
    }

    /** Fails unless the cluster that a call is about is there. Asked only for callers who may do what they ask for in it. */
    CompletionStage<Void> require(EcsAccount account) {
        if (account.cluster().equals(EcsCluster.DEFAULT)) {
            return CompletableFuture.completedFuture(null);
        }
        return all(account).thenAccept(named -> {
            if (!named.containsKey(account.cluster())) {
                throw EcsRefusal.of(ErrorCode.ECS_CLUSTER_NOT_FOUND, "Cluster not found.");
            }
        });
    }

    /** What its spec says, else the object's name. */
    static String name(Cluster cluster) {
        String name = cluster.getSpec().name;
        return name == null || name.isEmpty() ? cluster.getMetadata().getName() : name;
    }

    /** Of two with one name the operator takes the older one. */
    private static Cluster older(Cluster one, Cluster other) {
        int first = one.getMetadata()
                .getCreationTimestamp()
                .compareTo(other.getMetadata().getCreationTimestamp());
        return first <= 0 ? one : other;
    }
}
